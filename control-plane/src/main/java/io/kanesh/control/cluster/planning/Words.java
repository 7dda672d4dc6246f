package io.kanesh.control.cluster.planning;

import java.util.Collection;
import java.util.Locale;

/** How values appear in messages. */
final class Words {
    private static final int LONGEST = 80;

    private Words() {}

    static String list(Collection<String> values) {
        return String.join(", ", values);
    }

    /** A customer's own text, cut and without control characters, so that a message stays one readable line. */
    static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    /** Rounded as people say it, e.g. {@code 1.2 GB}. */
    static String bytes(long bytes) {
        return bytes < 1_000_000_000L
                ? Math.max(1, bytes / 1_000_000) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
