package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The control plane loses its memory and gets an older one back, while clusters serve. */
class RestoredStateIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String PASSPHRASE = "correct horse battery";
    private static final int WRITERS = 2;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @TempDir
    private Path folder;

    @Test
    void fromAnOlderFileAgentsFindBackAndAMachineThatItDoesNotKnowGoesOn() throws Exception {
        var installation = SHARED.installation();
        var cluster = SHARED.cluster();
        cluster.awaitPhase("ACTIVE");
        var file = folder.resolve("kanesh.state");
        assertThat(installation.backUpState(file, PASSPHRASE)).contains("Saved");
        var later = TestCluster.request(installation, oneNode()).awaitCreated();
        var unknown = installation.machineOf(later.nodes().get(0).get("id").asText());
        var before = pids(installation);
        try {
            try (var session = cluster.connection(null).open();
                    var writes = new AcknowledgedWrites(session, "restored", Map.of("dc1", 3)).start(WRITERS)) {
                installation.loseState();
                assertThat(installation.restoreState(file, PASSPHRASE))
                        .contains("Restored the state of", unknown.getFileName().toString())
                        .doesNotContain(cluster.id());
                installation.start();
                awaitUpToDate(cluster);
                cluster.awaitPhase("ACTIVE");

                // What they are told from now on is newer than all that they have seen.
                admit(cluster, List.of("127.0.0.0/16"));
                admit(cluster, List.of("127.0.0.0/8"));
                awaitUpToDate(cluster);
                writes.stop();
                assertThat(writes.acknowledged()).isGreaterThan(100);
                assertThat(writes.reasons()).isEmpty();
                assertThat(writes.lost()).isEmpty();
            }
            assertThat(installation.api().get(later.path()).status()).isEqualTo(404);
            assertThat(pids(installation))
                    .as("no agent or engine ended, nor that of the unknown machine")
                    .isEqualTo(before);
        } finally {
            installation.remove(unknown);
        }
    }

    private static void admit(TestCluster cluster, List<String> networks) throws Exception {
        var api = SHARED.installation().api();
        var path = cluster.path() + "/allowed-cidrs";
        api.put(path, Map.of("allowedCidrs", networks)).expect(200);
        await().atMost(PATIENCE)
                .until(() -> api.get(path).expect(200).body().get("enforced").asBoolean());
    }

    private static void awaitUpToDate(TestCluster cluster) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            for (var node : cluster.nodes()) {
                if (!node.get("upToDate").asBoolean()
                        || !node.get("state").asText().equals("SERVING")) {
                    return false;
                }
            }
            return true;
        });
    }

    private static Map<String, Object> oneNode() {
        var group = Map.of("instanceType", "local.small", "count", 1);
        return Map.of(
                "name",
                "later",
                "dataCenters",
                List.of(Map.of("region", "local-1", "replicationFactor", 1, "nodeGroups", List.of(group))));
    }

    private static Set<Long> pids(Installation installation) {
        return installation.processes().stream()
                .map(process -> process.process().pid())
                .collect(Collectors.toSet());
    }
}
