package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.LocalKms;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.it.workload.AcknowledgedWrites;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A cluster of three nodes under load whose key is taken away and given back. The lease's times are seconds here instead of
 * minutes and hours, as each node's status says; everything else is what runs for a user.
 */
class EncryptionIT {
    /** Check every 2 s, confirm after 1 s, at most 30 s to stop: the promise with these terms. */
    static final Duration BOUND = Duration.ofSeconds(34);
    /** A look, and the pace of reports. */
    private static final Duration TOLD = Duration.ofSeconds(60);

    private static final int WRITERS = 4;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private Installation installation;
    private TestCluster cluster;
    private KeyScene scene;
    private LocalKms kms;

    @BeforeEach
    void wholeBefore() throws Exception {
        installation = SHARED.installation();
        cluster = SHARED.cluster();
        kms = LocalKms.of(installation);
        scene = new KeyScene(installation, cluster);
        scene.awaitServing();
    }

    /** A failed test leaves the key where the others need it. */
    @AfterEach
    void giveTheKeyBack() throws Exception {
        kms.join();
        kms.enable(cluster);
    }

    @Test
    void revokedOverTheApiEveryNodeSealsAtOnceAndRestoredItServesByItself() throws Exception {
        var api = installation.api();
        try (var session = scene.administrator().open();
                var writes = writing(session, "revoked")) {
            var asked = System.nanoTime();
            var key =
                    api.post(scene.keyPath() + ":revoke", Map.of()).expect(200).body();
            assertThat(key.get("revoked").asBoolean()).isTrue();
            report("revoked over the API, sealed after", scene.awaitNoEngine(asked, BOUND));
            scene.superuserIsRefused();
            await().atMost(TOLD).untilAsserted(() -> {
                assertThat(cluster.phase()).isEqualTo("SEALED");
                assertThat(scene.encryption().get("message").asText())
                        .contains(
                                "3 of 3 nodes are SEALED since 20",
                                cluster.keyUris().get(0),
                                ":restore");
            });
            assertThat(scene.ofNodes("faultClass")).containsOnly("LOCKED");
            assertThat(api.get(scene.keyPath()).expect(200).body().get("phase").asText())
                    .isEqualTo("DISABLED");

            var restored = System.nanoTime();
            api.post(scene.keyPath() + ":restore", Map.of()).expect(200);
            awaitAcknowledged(writes);
            report("restored over the API, serving after", Duration.ofNanos(System.nanoTime() - restored));
            nothingIsLost(writes);
        }
        assertThat(scene.accesses("\"outcome\":\"OK\"")).isNotEmpty();
    }

    @Test
    void aKeyThatIsDisabledWhileTheControlPlaneIsDeadSealsEveryNode() throws Exception {
        var uri = cluster.keyUris().get(0);
        try (var session = scene.administrator().open();
                var writes = writing(session, "unwatched")) {
            withoutControlPlane(() -> {
                var disabled = System.nanoTime();
                kms.setState(uri, KeyState.DISABLED);
                report("disabled without a control plane, sealed after", scene.awaitNoEngine(disabled, BOUND));
                scene.superuserIsRefused();
            });
            await().atMost(TOLD).ignoreExceptions().untilAsserted(() -> {
                assertThat(cluster.phase()).isEqualTo("SEALED");
                assertThat(scene.encryption().get("message").asText())
                        .contains("3 of 3 nodes are SEALED since 20", uri, "Give the key back");
            });
            assertThat(scene.ofNodes("cause")).allMatch(words -> words.contains("DISABLED"));

            withoutControlPlane(() -> {
                kms.setState(uri, KeyState.ENABLED);
                awaitAcknowledged(writes);
                nothingIsLost(writes);
            });
        }
        scene.awaitServing();
    }

    private interface Scene {
        void play() throws Exception;
    }

    /** Killed before, started afterwards. */
    private void withoutControlPlane(Scene scene) throws Exception {
        installation.killControlPlane();
        try {
            scene.play();
        } finally {
            installation.start();
        }
    }

    /** Whoever cuts the network before the key is disabled gains the grace and no more. */
    @Test
    void aKeyThatIsDisabledBehindACutNetworkSealsAtTheEndOfTheGrace() throws Exception {
        try (var session = scene.administrator().open();
                var writes = writing(session, "cut_off")) {
            var cut = System.nanoTime();
            kms.cut();
            kms.disable(cluster);
            await().atMost(TOLD).until(() -> cluster.phase().equals("DEGRADED"));
            report("cut off and disabled, countdown visible after", Duration.ofNanos(System.nanoTime() - cut));
            assertThat(scene.encryption().get("message").asText()).contains("seals at 20");
            awaitAcknowledged(writes);

            var sealed = scene.awaitNoEngine(cut, Duration.ofSeconds(90));
            report("cut off and disabled, sealed after a grace of 30 s", sealed);
            assertThat(sealed).isGreaterThan(Duration.ofSeconds(25));
            scene.superuserIsRefused();

            kms.join();
            await().atMost(TOLD)
                    .untilAsserted(() -> assertThat(scene.ofNodes("faultClass")).containsOnly("REVOKED"));
            assertThat(scene.processes(Kind.ENGINE)).isEmpty();
            kms.enable(cluster);
            awaitAcknowledged(writes);
            nothingIsLost(writes);
        }
        scene.awaitServing();
    }

    @Test
    void aMachineThatStartsWhileTheKmsIsSilentWaitsAndTheOthersServeOn() throws Exception {
        try (var session = scene.administrator().open();
                var writes = writing(session, "silence")) {
            var node = scene.nodes().get(0);
            kms.cut();
            // A machine that starts again: both of its processes are new.
            scene.processes(Kind.AGENT, node).forEach(MachineProcess::kill);
            scene.processes(Kind.ENGINE, node).forEach(MachineProcess::kill);
            await().atMost(TOLD)
                    .untilAsserted(() -> assertThat(scene.ofNodes("state")).contains("WAITING_FOR_KMS"));
            assertThat(scene.processes(Kind.ENGINE)).hasSize(2);
            awaitAcknowledged(writes);
            var refused = installation.api().post(cluster.path() + ":restart", Map.of());
            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(409);

            kms.join();
            scene.awaitServing();
            nothingIsLost(writes);
        }
    }

    private static AcknowledgedWrites writing(CqlSession session, String keyspace) {
        var writes = new AcknowledgedWrites(session, keyspace, Map.of("dc1", 3)).start(WRITERS);
        awaitAcknowledged(writes);
        return writes;
    }

    private static void awaitAcknowledged(AcknowledgedWrites writes) {
        var before = writes.acknowledged();
        await().atMost(KeyScene.RECOVERY).until(() -> writes.acknowledged() > before + 100);
    }

    private void nothingIsLost(AcknowledgedWrites writes) throws IOException, InterruptedException {
        scene.awaitSession();
        writes.stop();
        assertThat(writes.lost()).as("acknowledged rows that are gone").isEmpty();
    }

    private static void report(String what, Duration took) {
        System.out.printf("%s %d ms%n", what, took.toMillis());
    }
}
