package io.kanesh.agent.keys;

import io.kanesh.agent.api.KeyReport.DataKeyUsage;
import io.kanesh.files.inventory.Inventory;
import io.kanesh.kms.envelope.keyring.DataKeyEntry;
import io.kanesh.kms.envelope.keyring.Keyring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What lies under each data key, by the headers of the files as they are on disk. Counted anew when the keyring changes and once a
 * minute; while keys retire, every few seconds, because somebody watches how far it is.
 */
final class KeyUsage {
    private static final System.Logger LOG = System.getLogger(KeyUsage.class.getName());
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Duration WATCHED = Duration.ofSeconds(5);

    private final Path files;
    private final InstantSource clock;
    private @Nullable Instant countedAt;
    /** Of the keyring; 0 before the first. */
    private long countedVersion;

    private List<DataKeyUsage> counted = List.of();

    KeyUsage(Path files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    private static final class Sum {
        private long files;
        private long bytes;
    }

    List<DataKeyUsage> of(@Nullable Keyring ring) {
        var now = clock.instant();
        if (ring == null || (ring.version() == countedVersion && isFresh(now, ring))) {
            return counted;
        }
        countedVersion = ring.version();
        countedAt = now;
        try {
            counted = count(ring);
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "the files could not be counted", unreadable);
        }
        return counted;
    }

    private boolean isFresh(Instant now, Keyring ring) {
        var retires = ring.dataKeys().stream().anyMatch(entry -> entry.state() == DataKeyEntry.State.RETIRING);
        return countedAt != null && Duration.between(countedAt, now).abs().compareTo(retires ? WATCHED : GOOD_FOR) < 0;
    }

    private List<DataKeyUsage> count(Keyring ring) throws IOException {
        Map<UUID, Sum> sums = new HashMap<>();
        Inventory.of(files, file -> {
            if (file.dataKeyId() != null && !file.linked()) {
                var sum = sums.computeIfAbsent(file.dataKeyId(), id -> new Sum());
                sum.files++;
                sum.bytes += file.bytes();
            }
        });
        return ring.dataKeys().stream()
                .map(entry -> {
                    var sum = sums.getOrDefault(entry.id(), new Sum());
                    return new DataKeyUsage(
                            entry.id().toString(),
                            Terms.algorithm(entry.suite()),
                            entry.tableGroup(),
                            entry.state().name(),
                            Instant.ofEpochMilli(entry.createdMillis()).toString(),
                            sum.bytes,
                            sum.files);
                })
                .toList();
    }
}
