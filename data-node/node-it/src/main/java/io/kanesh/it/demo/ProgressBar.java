package io.kanesh.it.demo;

import java.io.PrintStream;

/** A bar that moves on a terminal, and a line per tenth elsewhere. One thread draws. */
final class ProgressBar {

    private static final int WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean moving;
    private final long total;
    private final long started = System.nanoTime();
    private long drawn;
    private long tenths;

    ProgressBar(PrintStream out, boolean moving, long total) {
        this.out = out;
        this.moving = moving;
        this.total = total;
    }

    void at(long done) {
        long now = System.nanoTime();
        if (moving && (done == total || now - drawn > REDRAW_NANOS)) {
            int filled = (int) (WIDTH * done / total);
            out.printf("\r  [%s%s] %s", "█".repeat(filled), "·".repeat(WIDTH - filled), figures(done, now));
            if (done == total) {
                out.println();
            }
            out.flush();
            drawn = now;
        }
        if (!moving && 10 * done / total > tenths) {
            tenths = 10 * done / total;
            out.printf("  %3d %%  %s%n", 10 * tenths, figures(done, now));
        }
    }

    private String figures(long done, long now) {
        double seconds = Math.max(1, now - started) / 1e9;
        return "%,d of %,d rows, %,.0f rows/s, %.1f s".formatted(done, total, done / seconds, seconds);
    }
}
