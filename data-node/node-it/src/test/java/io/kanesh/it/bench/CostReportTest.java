package io.kanesh.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.it.bench.EngineCost.Comparison;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is said of figures, and the names of what is compared. */
class CostReportTest {

    @Test
    void equalNodesLetTheAimBeJudgedByTheUpperBound() {
        var said = said("AES_128", "READ", round -> List.of(100.0, 100.0 + round % 2 * 0.1, 102.0 + round % 2 * 0.1));
        assertThat(said)
                .contains("READ: server CPU, plain against plain 1.0")
                .contains("encrypted against plain 1.02")
                .endsWith("aim: at most 1.03: met\n");
        assertThat(said("AES_128", "READ", round -> List.of(100.0, 100.0 + round % 2 * 0.1, 104.0)))
                .endsWith("aim: at most 1.03: not shown\n");
        assertThat(said("AES_128+uncached", "READ", round -> List.of(100.0, 100.0 + round % 2 * 0.1, 104.0)))
                .endsWith("aim: at most 1.10: met\n");
    }

    @Test
    void noCacheHelpsAStreamSoThatItsAimIsThatOfWorkWithoutOne() {
        assertThat(said("AES_128", "SEND_FILES", round -> List.of(1.0, 1.0 + round % 2 * 0.001, 1.05)))
                .contains("SEND_FILES: server CPU, plain against plain 1.0")
                .endsWith("aim: at most 1.10: met\n");
        assertThat(said("AES_128", "RECEIVE_ROWS", round -> List.of(1.0, 1.0 + round % 2 * 0.001, 1.2)))
                .endsWith("aim: at most 1.10: not shown\n");
    }

    @Test
    void whereEqualNodesLookDifferentNothingIsMeasurable() {
        assertThat(said("AES_256", "P99", round -> List.of(1.0, 1.0 + round % 5 / 10.0, 1.2)))
                .contains("P99: p99 at half load, plain against plain")
                .contains("not measurable here now: two equal nodes are not within 2 %");
    }

    @Test
    void tooFewPairsAreSaidToBe() {
        var out = new ByteArrayOutputStream();
        report(out, "AES_128").print(Map.of("WRITE", List.of(List.of(1.0, 1.0, 1.0))));
        report(out, "AES_128").print(Map.of("SCAN", List.of(List.of(1.0, 1.001, 1.0), List.of(1.0, 0.999, 1.0))));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("WRITE: measured once")
                .contains("SCAN: 2 of 15 pairs");
    }

    @Test
    void comparisonsAndPhasesAreNamed() {
        assertThat(Comparison.named("AES_256+uncached").isCached()).isFalse();
        assertThat(Comparison.named("AES_256+uncached").suite()).isEqualTo("AES_256_GCM");
        assertThatThrownBy(() -> Comparison.named("DES")).hasMessageContaining("AES_128 or AES_256");
        assertThat(CostPhase.named("restart")).isEqualTo(CostPhase.RESTART);
        assertThat(CostPhase.USUAL)
                .containsExactly(
                        CostPhase.WRITE, CostPhase.READ, CostPhase.SCAN, CostPhase.FLUSH_AND_COMPACT, CostPhase.P99);
        assertThatThrownBy(() -> CostPhase.named("streaming")).hasMessageContaining("WRITE, READ");
        assertThat(RealRevokes.Door.named("kms")).isEqualTo(RealRevokes.Door.KMS);
        assertThatThrownBy(() -> RealRevokes.Door.named("mail")).hasMessageContaining("api or kms");
    }

    private static String said(String comparison, String phase, IntFunction<List<Double>> round) {
        var rounds = new ArrayList<List<Double>>();
        for (var number = 0; number < 16; number++) {
            rounds.add(round.apply(number));
        }
        var measured = new LinkedHashMap<String, List<List<Double>>>();
        measured.put(phase, rounds);
        var out = new ByteArrayOutputStream();
        report(out, comparison).print(measured);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CostReport report(ByteArrayOutputStream out, String comparison) {
        return new CostReport(new PrintStream(out, true, StandardCharsets.UTF_8), Comparison.named(comparison));
    }
}
