package io.kanesh.control.cloud.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Every machine's record. The truth is on disk and read anew each time: two control planes of one home see the same machines, whichever of
 * them launches and whichever supervises.
 */
final class Machines {
    private final MachineDirectories directories;

    Machines(MachineDirectories directories) {
        this.directories = directories;
        directories.exclusively(() -> {
            directories.removeRubbish();
            return true;
        });
    }

    MachineDirectories directories() {
        return directories;
    }

    /** With those that have ended. */
    List<InstanceRecord> all() {
        return directories.readAll();
    }

    /** Those that something is to be done for. */
    List<InstanceRecord> living() {
        return directories.readLiving();
    }

    List<InstanceRecord> launched() {
        return living().stream()
                .filter(record -> record.stage() == InstanceRecord.Stage.LAUNCHED)
                .toList();
    }

    Optional<InstanceRecord> byId(String machineId) {
        return directories.read(machineId);
    }

    Optional<InstanceRecord> byToken(String token) {
        return all().stream()
                .filter(record -> record.idempotencyToken().equals(token))
                .findFirst();
    }

    void create(InstanceRecord record, String bootstrap) {
        directories.create(record, bootstrap);
    }

    /** Changes a machine that has not ended, while nobody else does. */
    void change(String machineId, UnaryOperator<InstanceRecord> change) {
        directories.exclusively(() -> {
            byId(machineId)
                    .filter(record -> record.stage() != InstanceRecord.Stage.TERMINATED)
                    .ifPresent(before -> {
                        var after = change.apply(before);
                        if (!after.equals(before)) {
                            directories.update(after);
                        }
                    });
            return true;
        });
    }

    /** Forgets machines that ended before: nobody repeats their launch any more. */
    void forgetEndedBefore(Instant time) {
        directories.removeTombstonesBefore(time);
    }

    /** The end: tombstone, directory gone. */
    void bury(InstanceRecord record) {
        directories.bury(record);
    }
}
