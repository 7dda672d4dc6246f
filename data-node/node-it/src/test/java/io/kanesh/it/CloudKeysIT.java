package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.RestApi;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The clouds' own clients in real agents, against simulators of the clouds' wire protocols. No real cloud is reached here: this shows
 * our calls, identities and reactions, not the clouds' behaviour. The cluster has its provider-managed key again at the end.
 */
class CloudKeysIT {
    private static final Duration TOLD = Duration.ofSeconds(60);
    private static final long MIB = 1 << 20;
    /** Of an agent whose keys are in the local KMS. */
    private static final long SMALL_AGENT = 128 * MIB;

    private static final String ARN = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String GOOGLE = "projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/orders";

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private CloudSimulators clouds;
    private TestCluster cluster;
    private KeyScene scene;
    private RestApi api;
    private String project;

    @BeforeEach
    void open() throws Exception {
        clouds = SHARED.clouds();
        cluster = SHARED.cluster();
        scene = new KeyScene(SHARED.installation(), cluster);
        api = SHARED.installation().api();
        project = cluster.path().substring(0, cluster.path().indexOf("/clusters/"));
    }

    @Test
    void aRunningClusterMovesToAwsThenToGoogleAndBack() throws Exception {
        var projectId = project.substring("/projects/".length());
        var providerKey =
                cluster.get().get("spec").get("encryption").get("keyId").asText();
        assertThat(loadedClients())
                .as("nobody loads a client before it is needed")
                .isEmpty();
        assertThat(largestAgent("the local KMS")).isLessThanOrEqualTo(SMALL_AGENT);
        var engines = scene.processes(Kind.ENGINE);

        var aws = clouds.awsKey(ARN, projectId);
        moveTo(scene.usableKey("aws-key", ARN), ARN);
        assertThat(clouds.awsSession()).as("the session is the node's").startsWith("nd_");
        assertThat(loadedClients()).isNotEmpty().allMatch(jar -> jar.contains("/kms/aws/"));
        largestAgent("AWS");

        var google = clouds.googleKey(GOOGLE, projectId);
        moveTo(scene.usableKey("google-key", GOOGLE), GOOGLE);
        assertThat(loadedClients()).anyMatch(jar -> jar.contains("/kms/google/"));
        largestAgent("AWS, then Google");
        assertThat(scene.processes(Kind.ENGINE)).as("nothing restarts").isEqualTo(engines);

        aws.setState(KeyState.DISABLED); // nobody depends on it any more
        google.setState(KeyState.DISABLED);
        await().atMost(TOLD).until(() -> scene.processes(Kind.ENGINE).isEmpty());
        await().atMost(TOLD)
                .untilAsserted(() ->
                        assertThat(scene.encryption().get("message").asText()).contains("SEALED", GOOGLE));
        google.setState(KeyState.ENABLED);
        scene.awaitServing();

        moveTo(
                providerKey,
                api.get(keyPath(providerKey)).expect(200).body().get("uri").asText());
    }

    /** Asks for the key and waits until every node's key is wrapped by it alone. */
    private void moveTo(String key, String uri) throws IOException, InterruptedException {
        api.patch(cluster.path(), Map.of("encryption", Map.of("keyId", key))).expect(200);
        await().atMost(TOLD).untilAsserted(() -> {
            assertThat(scene.encryption().get("nodes")).hasSize(3).allSatisfy(node -> {
                assertThat(node.get("recipients").toString()).isEqualTo("[\"" + uri + "\"]");
                assertThat(node.get("state").asText()).isEqualTo("ACTIVE");
            });
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
        });
    }

    private String keyPath(String key) {
        return project + "/keys/" + key;
    }

    /** Bytes of memory that the largest agent of the cluster has. */
    private long largestAgent(String keysAre) {
        var largest = scene.processes(Kind.AGENT).stream()
                .mapToLong(MachineProcess::residentBytes)
                .max()
                .orElseThrow();
        System.out.printf("agent with its keys in %s: %d MiB resident%n", keysAre, largest / MIB);
        return largest;
    }

    /** Jars of the clouds' clients that any agent of the cluster has open, as the kernel tells. */
    private List<String> loadedClients() {
        return scene.processes(Kind.AGENT).stream()
                .flatMap(process -> openFiles(process.process().pid()).stream())
                .filter(file -> file.contains("/kms/") && file.endsWith(".jar"))
                .distinct()
                .toList();
    }

    private static List<String> openFiles(long pid) {
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.map(CloudKeysIT::target).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
