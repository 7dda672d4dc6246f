package io.kanesh.control.cloud.local;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every machine's record, in memory and, always first, on disk. Its monitor guards read-then-write sequences. */
final class Machines {
    private final MachineDirectories directories;
    private final Map<String, InstanceRecord> records = new LinkedHashMap<>();

    /** The caller holds the lock of {@code directories}. */
    Machines(MachineDirectories directories) {
        this.directories = directories;
        directories.removeRubbish();
        directories.readAll().forEach(record -> records.put(record.machineId(), record));
    }

    MachineDirectories directories() {
        return directories;
    }

    synchronized List<InstanceRecord> all() {
        return List.copyOf(records.values());
    }

    synchronized List<InstanceRecord> launched() {
        return records.values().stream()
                .filter(record -> record.stage() == InstanceRecord.Stage.LAUNCHED)
                .toList();
    }

    synchronized Optional<InstanceRecord> byId(String machineId) {
        return Optional.ofNullable(records.get(machineId));
    }

    synchronized Optional<InstanceRecord> byToken(String token) {
        return records.values().stream()
                .filter(record -> record.idempotencyToken().equals(token))
                .findFirst();
    }

    synchronized void create(InstanceRecord record, String bootstrap) {
        directories.create(record, bootstrap);
        records.put(record.machineId(), record);
    }

    synchronized void update(InstanceRecord record) {
        directories.update(record);
        records.put(record.machineId(), record);
    }

    /** Forgets machines that ended before: nobody repeats their launch any more. */
    synchronized void forgetEndedBefore(Instant time) {
        directories.removeTombstonesBefore(time).forEach(records::remove);
    }

    /** The end: tombstone, directory gone. */
    synchronized void bury(InstanceRecord record) {
        directories.bury(record);
        records.put(record.machineId(), record);
    }
}
