package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import io.kanesh.it.installation.LocalKms;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A cluster of three nodes under load whose key is taken away and given back. The lease's times are seconds here instead of
 * minutes and hours, as each node's status says; everything else is what runs for a user.
 */
class EncryptionIT {
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    /** Check every 2 s, confirm after 1 s, 20 s to stop: the promise with these terms. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final int WRITERS = 4;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @Test
    void aDisabledKeySealsEveryNodeAndItsReturnBringsEveryAcknowledgedRowBack() throws Exception {
        var cluster = SHARED.cluster();
        var kms = LocalKms.of(SHARED.installation());
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "revoked", Map.of("dc1", 3)).start(WRITERS)) {
            await().atMost(RECOVERY).until(() -> writes.acknowledged() > 200);

            var disabled = System.nanoTime();
            kms.disable(cluster);
            await().atMost(BOUND).until(() -> engines().isEmpty());
            System.out.printf(
                    "three nodes sealed %d ms after the KMS began to refuse%n",
                    Duration.ofNanos(System.nanoTime() - disabled).toMillis());
            assertThatThrownBy(() -> cluster.connection(null).open().close())
                    .as("the administrator, with the right password")
                    .isInstanceOf(AllNodesFailedException.class);
            await().atMost(BOUND).untilAsserted(() -> {
                assertThat(cluster.phase()).isEqualTo("SEALED");
                assertThat(cluster.nodes())
                        .allMatch(node -> node.get("state").asText().equals("SEALED"));
            });
            // Nothing is lost either when the agents die while there is no key.
            SHARED.installation().processes().stream()
                    .filter(process -> process.kind() == Kind.AGENT)
                    .forEach(MachineProcess::kill);

            kms.enable(cluster);
            awaitServing(cluster);
            var back = writes.acknowledged();
            await().atMost(RECOVERY).until(() -> writes.acknowledged() > back + 100);
            writes.stop();
            assertThat(writes.failures()).isPositive();
            assertThat(writes.lost()).isEmpty();
        }
    }

    @Test
    void anUnreachableKmsIsNoRevokeUntilTheGraceIsOver() throws Exception {
        var cluster = SHARED.cluster();
        var kms = LocalKms.of(SHARED.installation());
        try (var session = cluster.connection(null).open();
                var writes = new AcknowledgedWrites(session, "outage", Map.of("dc1", 3)).start(WRITERS)) {
            await().atMost(RECOVERY).until(() -> writes.acknowledged() > 200);
            var before = engines().size();
            kms.cut();
            await().atMost(BOUND).until(() -> cluster.phase().equals("DEGRADED"));
            var then = writes.acknowledged();
            await().atMost(BOUND).until(() -> writes.acknowledged() > then + 50);
            assertThat(engines()).as("they serve on while the grace runs").hasSize(before);

            await().atMost(Duration.ofSeconds(90)).until(() -> engines().isEmpty());
            kms.join();
            awaitServing(cluster);
            writes.stop();
            assertThat(writes.lost()).isEmpty();
        }
    }

    private static void awaitServing(TestCluster cluster) {
        await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> {
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
            assertThat(cluster.nodes())
                    .allMatch(node -> node.get("state").asText().equals("SERVING"));
        });
    }

    private static List<MachineProcess> engines() {
        return SHARED.installation().processes().stream()
                .filter(process -> process.kind() == Kind.ENGINE)
                .toList();
    }
}
