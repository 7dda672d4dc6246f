package io.kanesh.files.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteScanTest {

    private static final byte[] SHORT = "marker-1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LONG = "a marker that is longer".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void findsMarkersAtEveryPlaceOfTheWindows() throws IOException {
        var random = new Random(11);
        var window = 1 << 20;
        var expected = new ArrayList<ByteScan.Hit>();
        var bytes = new byte[3 * window + 100];
        random.nextBytes(bytes);
        for (var at : new int[] {
            0, window - SHORT.length, window, 2 * window - 4, 2 * window + 40, bytes.length - SHORT.length
        }) {
            System.arraycopy(SHORT, 0, bytes, at, SHORT.length);
            expected.add(new ByteScan.Hit(folder.resolve("f").toString(), at, 0));
        }
        System.arraycopy(LONG, 0, bytes, 3 * window - 10, LONG.length);
        expected.add(new ByteScan.Hit(folder.resolve("f").toString(), 3L * window - 10, 1));
        Files.write(folder.resolve("f"), bytes);

        var report = ByteScan.of(List.of(folder), new Markers(List.of(SHORT, LONG)));
        assertThat(report.listed()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report.bytes()).isEqualTo(bytes.length);
        assertThat(report.files()).isEqualTo(1);
    }

    @Test
    void agreesWithASlowSearchOnSmallFiles() throws IOException {
        var random = new Random(5);
        for (var round = 0; round < 200; round++) {
            // Two letters only, so that there are many near misses.
            var text = new byte[random.nextInt(400)];
            for (var i = 0; i < text.length; i++) {
                text[i] = (byte) ('a' + random.nextInt(2));
            }
            var marker = new byte[8];
            for (var i = 0; i < marker.length; i++) {
                marker[i] = (byte) ('a' + random.nextInt(2));
            }
            Files.write(folder.resolve("f"), text);
            var slow = 0;
            for (var at = 0; at + marker.length <= text.length; at++) {
                slow += java.util.Arrays.equals(text, at, at + 8, marker, 0, 8) ? 1 : 0;
            }
            assertThat(ByteScan.of(List.of(folder), new Markers(List.of(marker)))
                            .hits())
                    .as("round %s", round)
                    .isEqualTo(slow);
        }
    }

    @Test
    void countsAllHitsAndListsSome() throws IOException {
        Files.writeString(folder.resolve("f"), "marker-1".repeat(500));
        var report = ByteScan.of(List.of(folder.resolve("f")), new Markers(List.of(SHORT)));
        assertThat(report.hits()).isEqualTo(500);
        assertThat(report.listed()).hasSize(ByteScan.MOST_LISTED);
    }

    @Test
    void whatIsNotThereHasNoBytesAndShortMarkersAreRefused() throws IOException {
        var report = ByteScan.of(List.of(folder.resolve("absent")), new Markers(List.of(SHORT)));
        assertThat(report.files()).isZero();
        assertThatThrownBy(() -> new Markers(List.of(new byte[7]))).hasMessageContaining("at least 8");
        assertThatThrownBy(() -> new Markers(List.of())).hasMessageContaining("must be markers");
    }
}
