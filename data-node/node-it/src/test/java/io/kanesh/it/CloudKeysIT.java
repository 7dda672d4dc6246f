package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.RestApi;
import io.kanesh.it.installation.TestCluster;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.testkit.SimulatedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The clouds' own clients in real agents, against simulators of the clouds' wire protocols. No real cloud is reached here: this shows
 * our calls, identities and reactions, not the clouds' behaviour. The cluster has its provider-managed key again at the end.
 */
class CloudKeysIT {
    private static final Duration TOLD = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final String ARN = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String GOOGLE = "projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/orders";

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private CloudSimulators clouds;
    private TestCluster cluster;
    private RestApi api;
    private String project;

    @BeforeEach
    void open() {
        clouds = SHARED.clouds();
        cluster = SHARED.cluster();
        api = SHARED.installation().api();
        project = cluster.path().substring(0, cluster.path().indexOf("/clusters/"));
    }

    @Test
    void aRunningClusterMovesToAwsThenToGoogleAndBack() throws Exception {
        var providerKey =
                cluster.get().get("spec").get("encryption").get("keyId").asText();
        assertThat(loadedClients())
                .as("nobody loads a client before it is needed")
                .isEmpty();
        var engines = engines();

        var aws = clouds.awsKey(ARN, project.substring("/projects/".length()));
        aws.permit(Set.of("generate", "decrypt", "encrypt", "re-encrypt"));
        var awsKey = registered("aws-key", ARN);
        var poor = api.post(keyPath(awsKey) + ":check", Map.of()).expect(200).body();
        assertThat(probe(poor, "DESCRIBE").get("code").asText()).isEqualTo("AccessDeniedException");
        assertThat(probe(poor, "DESCRIBE").get("patch").asText()).contains("kms:DescribeKey");
        aws.permit(Set.of("generate", "decrypt", "encrypt", "re-encrypt", "describe"));
        checked(awsKey);
        moveTo(awsKey, ARN);
        assertThat(clouds.awsSession()).as("the session is the node's").startsWith("nd_");
        assertThat(loadedClients()).isNotEmpty().allMatch(jar -> jar.contains("/kms/aws/"));

        clouds.googleKey(GOOGLE, project.substring("/projects/".length()));
        var googleKey = registered("google-key", GOOGLE);
        checked(googleKey);
        moveTo(googleKey, GOOGLE);
        assertThat(loadedClients()).anyMatch(jar -> jar.contains("/kms/google/"));
        assertThat(engines()).as("nothing restarts").isEqualTo(engines);

        aws.setState(KeyState.DISABLED); // nobody depends on it any more
        sealsAndServesAgain(clouds.googleKey(GOOGLE, project.substring("/projects/".length())), GOOGLE);
        aws.setState(KeyState.ENABLED);

        var provider = api.get(keyPath(providerKey)).expect(200).body();
        moveTo(providerKey, provider.get("uri").asText());
    }

    private void sealsAndServesAgain(SimulatedKey key, String uri) throws Exception {
        key.setState(KeyState.DISABLED);
        await().atMost(TOLD).until(() -> engines().isEmpty());
        await().atMost(TOLD)
                .untilAsserted(
                        () -> assertThat(encryption().get("message").asText()).contains("SEALED", uri));
        key.setState(KeyState.ENABLED);
        await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> {
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
            assertThat(cluster.nodes())
                    .allMatch(node -> node.get("state").asText().equals("SERVING"));
        });
    }

    /** Asks for the key and waits until every node's key is wrapped by it alone. */
    private void moveTo(String key, String uri) throws IOException, InterruptedException {
        api.patch(cluster.path(), Map.of("encryption", Map.of("keyId", key))).expect(200);
        await().atMost(TOLD).untilAsserted(() -> {
            assertThat(encryption().get("nodes")).hasSize(3).allSatisfy(node -> {
                assertThat(node.get("recipients").toString()).isEqualTo("[\"" + uri + "\"]");
                assertThat(node.get("state").asText()).isEqualTo("ACTIVE");
            });
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
        });
    }

    private String registered(String name, String uri) throws IOException, InterruptedException {
        return api.post(project + "/keys", Map.of("name", name, "uri", uri))
                .expect(201)
                .body()
                .get("id")
                .asText();
    }

    private void checked(String key) throws IOException, InterruptedException {
        var checked = api.post(keyPath(key) + ":check", Map.of()).expect(200).body();
        assertThat(checked.get("phase").asText()).as("%s", checked).isEqualTo("ACTIVE");
    }

    private static JsonNode probe(JsonNode key, String step) {
        return StreamSupport.stream(key.get("probes").spliterator(), false)
                .filter(probe -> probe.get("step").asText().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode encryption() throws IOException, InterruptedException {
        return api.get(cluster.path() + "/encryption").expect(200).body();
    }

    private String keyPath(String key) {
        return project + "/keys/" + key;
    }

    private List<Long> engines() {
        return SHARED.installation().processes().stream()
                .filter(process -> process.kind() == Kind.ENGINE)
                .map(process -> process.process().pid())
                .sorted()
                .toList();
    }

    /** Jars of the clouds' clients that any agent has open, as the kernel tells. */
    private static List<String> loadedClients() {
        return SHARED.installation().processes().stream()
                .filter(process -> process.kind() == Kind.AGENT)
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
