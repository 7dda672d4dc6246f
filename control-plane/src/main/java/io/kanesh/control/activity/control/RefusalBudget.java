package io.kanesh.control.activity.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a flood of refusals from filling the database: from each source so many a minute are written one by one, the others
 * are counted and said with the next that is written.
 */
final class RefusalBudget {
    static final int PER_MINUTE = 120;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int SOURCES = 10_000;

    private final Map<String, Spent> sources = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spent> eldest) {
            return size() > SOURCES;
        }
    };

    private record Spent(Instant since, int written, int counted) {}

    /** How many were counted only since the last that was written; -1 when this one is to be counted too. */
    synchronized int take(String source, Instant now) {
        Spent spent = sources.get(source);
        if (spent == null || Duration.between(spent.since(), now).compareTo(WINDOW) >= 0) {
            int counted = spent == null ? 0 : spent.counted();
            sources.put(source, new Spent(now, 1, 0));
            return counted;
        }
        if (spent.written() < PER_MINUTE) {
            sources.put(source, new Spent(spent.since(), spent.written() + 1, 0));
            return spent.counted();
        }
        sources.put(source, new Spent(spent.since(), spent.written(), spent.counted() + 1));
        return -1;
    }
}
