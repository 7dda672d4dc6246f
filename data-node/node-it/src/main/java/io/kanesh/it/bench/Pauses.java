package io.kanesh.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * For how long a JVM's collector stopped everything, from its own log.
 *
 * @param count of pauses
 * @param longestMs milliseconds
 */
record Pauses(int count, double longestMs) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9]+[.][0-9]+)ms$");

    /** What makes a JVM write that log. */
    static String option(Path log) {
        return "-Xlog:gc:file=" + log;
    }

    static Pauses of(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            var times = lines.map(PAUSE::matcher)
                    .filter(found -> found.find())
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .summaryStatistics();
            return new Pauses((int) times.getCount(), times.getCount() == 0 ? 0 : times.getMax());
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d pauses, the longest %.0f ms", count, longestMs);
    }
}
