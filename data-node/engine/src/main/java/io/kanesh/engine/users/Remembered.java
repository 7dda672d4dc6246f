package io.kanesh.engine.users;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, each for a time and at most so many; when there are more, the least recently asked for goes first. Safe for
 * any number of threads.
 */
final class Remembered<V> {

    private record Entry<V>(V value, long since) {}

    private final long validityNanos;
    private final LongSupplier clock;
    private final Map<String, Entry<V>> entries;

    /** @param clock nanoseconds, as {@link System#nanoTime} */
    Remembered(Duration validity, int most, LongSupplier clock) {
        this.validityNanos = validity.toNanos();
        this.clock = clock;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** Null when there is none, or it is too old. */
    synchronized @Nullable V get(String name) {
        Entry<V> entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        if (clock.getAsLong() - entry.since() >= validityNanos) {
            entries.remove(name);
            return null;
        }
        return entry.value();
    }

    synchronized void put(String name, V value) {
        entries.put(name, new Entry<>(value, clock.getAsLong()));
    }

    /** True when there was none that is young enough: then there is one now. */
    synchronized boolean putIfAbsent(String name, V value) {
        if (get(name) != null) {
            return false;
        }
        put(name, value);
        return true;
    }

    synchronized void remove(String name) {
        entries.remove(name);
    }

    synchronized int size() {
        return entries.size();
    }
}
