package io.kanesh.kms.envelope.keyring;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what each data key encrypts, without a lock: every write of the engine passes here. Thread-safe. */
final class KeyUses {

    /** The keyring is written again after this much under one key: a thousandth of the renewal's limit. */
    static final long STEP_BYTES = 1L << 30;

    static final long STEP_FILES = 1L << 10;

    private final Map<UUID, Counter> counters = new ConcurrentHashMap<>();

    private static final class Counter {
        private final AtomicLong bytes;
        private final AtomicLong files;
        private volatile KeyUse written;

        Counter(KeyUse written) {
            this.written = written;
            bytes = new AtomicLong(written.bytes());
            files = new AtomicLong(written.files());
        }

        KeyUse now() {
            return new KeyUse(bytes.get(), files.get());
        }
    }

    /** Goes on from what a keyring says. */
    void startFrom(Keyring keyring) {
        keyring.dataKeys().forEach(entry -> counters.put(entry.id(), new Counter(entry.use())));
    }

    /** True when it is time to write the keyring. */
    boolean wrote(UUID dataKeyId, long bytes) {
        var counter = counter(dataKeyId);
        return counter.bytes.addAndGet(bytes) - counter.written.bytes() >= STEP_BYTES;
    }

    /** True when it is time to write the keyring. */
    boolean openedFile(UUID dataKeyId) {
        var counter = counter(dataKeyId);
        return counter.files.incrementAndGet() - counter.written.files() >= STEP_FILES;
    }

    KeyUse of(UUID dataKeyId) {
        return counter(dataKeyId).now();
    }

    /** The keyring on disk says this now; counters of keys that are gone go too. */
    void written(Keyring keyring) {
        counters.keySet()
                .removeIf(id -> keyring.dataKeys().stream()
                        .noneMatch(entry -> entry.id().equals(id)));
        keyring.dataKeys().forEach(entry -> counter(entry.id()).written = entry.use());
    }

    private Counter counter(UUID dataKeyId) {
        return counters.computeIfAbsent(dataKeyId, id -> new Counter(KeyUse.NONE));
    }
}
