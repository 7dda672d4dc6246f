package io.kanesh.kms.envelope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void linesAreJsonAndChainedOverRestarts() throws IOException {
        var path = folder.resolve("audit");
        try (var trail = AuditTrail.open(path, CLOCK)) {
            trail.append(entry("a \"quoted\" \\ file\n"));
            trail.append(entry("b"));
        }
        try (var trail = AuditTrail.open(path, CLOCK)) {
            assertThat(trail.lines()).isEqualTo(2);
            trail.append(entry("c"));
            assertThat(AuditTrail.verify(path).hash()).isEqualTo(trail.hash());
        }
        var lines = Files.readAllLines(path);
        assertThat(lines).hasSize(3);
        var first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("file").asText()).isEqualTo("a \"quoted\" \\ file\n");
        assertThat(first.get("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(first.has("requestId")).as("empty fields are left out").isFalse();
    }

    @Test
    void changedDroppedAndInsertedLinesAreNoticed() throws IOException {
        var path = folder.resolve("audit");
        try (var trail = AuditTrail.open(path, CLOCK)) {
            for (var i = 0; i < 4; i++) {
                trail.append(entry("file-" + i));
            }
        }
        var lines = Files.readAllLines(path);
        for (var broken : java.util.List.of(
                String.join("\n", lines).replace("file-2", "file-9") + "\n",
                lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(3) + "\n",
                lines.get(0) + "\n" + lines.get(0) + "\n" + lines.get(1) + "\n",
                "{}\n",
                "\n")) {
            Files.writeString(path, broken);
            assertThatThrownBy(() -> AuditTrail.verify(path)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> AuditTrail.open(path, CLOCK)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aTornLastLineIsCutOff() throws IOException {
        var path = folder.resolve("audit");
        try (var trail = AuditTrail.open(path, CLOCK)) {
            trail.append(entry("one"));
            trail.append(entry("two"));
        }
        var whole = Files.readAllBytes(path);
        var firstLine = Files.readAllLines(path).get(0).getBytes(StandardCharsets.UTF_8).length + 1;
        for (var length = firstLine; length < whole.length; length += 7) {
            Files.write(path, Arrays.copyOf(whole, length));
            try (var trail = AuditTrail.open(path, CLOCK)) {
                assertThat(trail.lines()).isEqualTo(1);
                trail.append(entry("again"));
            }
            assertThat(AuditTrail.verify(path).lines()).isEqualTo(2);
        }
    }

    @Test
    void anUnwritableTrailSaysSo() throws IOException {
        var trail = AuditTrail.open(folder.resolve("audit"), CLOCK);
        trail.close();
        assertThatThrownBy(() -> trail.append(entry("x"))).isInstanceOf(IOException.class);
        assertThat(trail.lines()).isZero();
    }

    private static AuditEntry entry(String file) {
        return new AuditEntry("nd_1", "lend", "", "", "", "key-1", file, "read-open", "OK");
    }
}
