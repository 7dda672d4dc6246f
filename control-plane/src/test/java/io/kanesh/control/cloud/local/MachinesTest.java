package io.kanesh.control.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of machines that have ended. */
class MachinesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path home;

    @Test
    void aTombstoneIsKeptForItsTimeAndThenForgottenOnDiskToo() throws IOException {
        var machines = new Machines(new MachineDirectories(home));
        buried(machines, "i-old", NOW.minus(Duration.ofDays(8)));
        buried(machines, "i-young", NOW.minus(Duration.ofDays(6)));

        machines.forgetEndedBefore(NOW.minus(Duration.ofDays(7)));

        assertThat(machines.all()).extracting(InstanceRecord::machineId).containsExactly("i-young");
        assertThat(machines.byToken("token-i-young")).isPresent();
        assertThat(new Machines(new MachineDirectories(home)).all())
                .extracting(InstanceRecord::machineId)
                .containsExactly("i-young");
    }

    private void buried(Machines machines, String id, Instant at) throws IOException {
        var record = new InstanceRecord(
                id,
                "token-" + id,
                "digest",
                InstanceRecord.Stage.LAUNCHED,
                "local-1",
                "local-1a",
                "local.small",
                Map.of(),
                at.toString(),
                null,
                null,
                null);
        machines.create(record, "{}");
        machines.bury(record.terminated());
        Path tombstone = home.toRealPath().resolve("machines/.terminated/" + id + ".json");
        Files.setLastModifiedTime(tombstone, FileTime.from(at));
    }
}
