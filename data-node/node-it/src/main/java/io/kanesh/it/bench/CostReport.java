package io.kanesh.it.bench;

import io.kanesh.it.bench.EngineCost.Comparison;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Says what the figures of plain, plain and encrypted nodes come to. The two plain ones first: unless they look equal, nothing can be
 * measured on this machine now. The encrypted one is compared with the geometric mean of both.
 */
final class CostReport {
    private static final int ENOUGH = 15;
    private static final double CACHED_CPU = 1.03;
    private static final double UNCACHED_CPU = 1.10;
    private static final double CACHED_P99 = 1.05;

    private final PrintStream out;
    private final Comparison comparison;

    CostReport(PrintStream out, Comparison comparison) {
        this.out = out;
        this.comparison = comparison;
    }

    /** @param measured by phase; each three figures */
    void print(Map<String, List<List<Double>>> measured) {
        measured.forEach((phase, rounds) -> {
            if (rounds.size() < 2) {
                line(phase, "measured once; another run goes on");
            } else {
                print(CostPhase.named(phase), rounds);
            }
        });
    }

    private void print(CostPhase phase, List<List<Double>> rounds) {
        var control = new Pairs();
        var encrypted = new Pairs();
        for (var figures : rounds) {
            control.add(figures.get(0), figures.get(1));
            encrypted.add(Math.sqrt(figures.get(0) * figures.get(1)), figures.get(2));
        }
        var what = phase == CostPhase.P99 ? "p99 at half load" : "server CPU";
        line(phase.name(), what + ", plain against plain " + control.interval());
        if (control.interval().isOne()) {
            line(phase.name(), what + ", encrypted against plain " + encrypted.interval() + aim(phase, encrypted));
        } else {
            line(
                    phase.name(),
                    "not measurable here now: two equal nodes are not within " + Pairs.EQUAL_PERCENT + " % (encrypted: "
                            + encrypted.interval() + ")");
        }
        if (rounds.size() < ENOUGH) {
            line(phase.name(), rounds.size() + " of " + ENOUGH + " pairs; another run goes on");
        }
    }

    private String aim(CostPhase phase, Pairs encrypted) {
        if (phase == CostPhase.P99 && !comparison.isCached()) {
            return "";
        }
        // No cache helps a stream: all that goes is decrypted, and all that comes is encrypted.
        var isCached = comparison.isCached() && !CostPhase.STREAMS.contains(phase);
        var atMost = phase == CostPhase.P99 ? CACHED_P99 : isCached ? CACHED_CPU : UNCACHED_CPU;
        return String.format(
                "; aim: at most %.2f: %s", atMost, encrypted.interval().high() <= atMost ? "met" : "not shown");
    }

    private void line(String phase, String text) {
        out.printf("engine %s: %s: %s%n", comparison.name(), phase, text);
    }
}
