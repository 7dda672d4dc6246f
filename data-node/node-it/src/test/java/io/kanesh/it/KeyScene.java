package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.Installation;
import io.kanesh.it.installation.MachineProcess;
import io.kanesh.it.installation.MachineProcess.Kind;
import io.kanesh.it.installation.TestCluster;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** One cluster whose key comes and goes: which of its processes run, what its nodes say, and how long it took. */
final class KeyScene {
    static final Duration RECOVERY = Duration.ofMinutes(4);

    private final Installation installation;
    private final TestCluster cluster;
    /** By node; asked once, while the control plane lives. */
    private final Map<String, Path> machines = new HashMap<>();

    private final ClusterConnection administrator;

    KeyScene(Installation installation, TestCluster cluster) throws IOException, InterruptedException {
        this.installation = installation;
        this.cluster = cluster;
        for (var node : cluster.nodes()) {
            var id = node.get("id").asText();
            machines.put(id, installation.machineOf(id));
        }
        administrator = cluster.connection(null);
    }

    ClusterConnection administrator() {
        return administrator;
    }

    List<String> nodes() {
        return machines.keySet().stream().sorted().toList();
    }

    Path machine(String node) {
        return machines.get(node);
    }

    /** Of every machine of the cluster. */
    List<MachineProcess> processes(Kind kind) {
        return installation.processes().stream()
                .filter(process -> process.kind() == kind && machines.containsValue(process.machine()))
                .toList();
    }

    List<MachineProcess> processes(Kind kind, String node) {
        return processes(kind).stream()
                .filter(process -> process.machine().equals(machine(node)))
                .toList();
    }

    /** SIGSTOP or SIGCONT, for example. */
    void signal(String name, Kind kind, String node) throws IOException, InterruptedException {
        for (var process : processes(kind, node)) {
            var pid = String.valueOf(process.process().pid());
            assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                    .isZero();
        }
    }

    /** Waits for the last engine's end; returns the time since {@code from}, of {@link System#nanoTime}. */
    Duration awaitNoEngine(long from, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> processes(Kind.ENGINE).isEmpty());
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Waits until the control plane and every node say that the cluster serves. */
    void awaitServing() {
        await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> {
            assertThat(cluster.phase()).isEqualTo("ACTIVE");
            assertThat(cluster.nodes())
                    .allMatch(node -> node.get("state").asText().equals("SERVING"));
        });
    }

    /** Waits until every node of one data center serves. */
    void awaitServingIn(String dataCenter) {
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(cluster.nodes())
                        .allMatch(node -> !node.get("dataCenter").asText().equals(dataCenter)
                                || node.get("state").asText().equals("SERVING")));
    }

    /** Waits until clients are served, whatever the control plane says. */
    void awaitSession() {
        await().atMost(RECOVERY).ignoreExceptions().until(() -> {
            try (var session = administrator.open()) {
                return session.getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getOpenConnections() > 0);
            }
        });
    }

    void superuserIsRefused() {
        assertThatThrownBy(() -> administrator.open().close())
                .as("the administrator, with the right password")
                .isInstanceOf(AllNodesFailedException.class);
    }

    /** What {@code GET …/encryption} answers. */
    JsonNode encryption() throws IOException, InterruptedException {
        return installation
                .api()
                .get(cluster.path() + "/encryption")
                .expect(200)
                .body();
    }

    /** Values of one field over all nodes. */
    List<String> ofNodes(String field) throws IOException, InterruptedException {
        return StreamSupport.stream(encryption().get("nodes").spliterator(), false)
                .map(node -> node.get(field).asText())
                .toList();
    }

    /** The newest lines of the nodes' audit trails that hold this text. */
    List<String> accesses(String contains) throws IOException, InterruptedException {
        var answer = installation
                .api()
                .get(keyPath() + "/accesses?lines=1000&contains=" + URLEncoder.encode(contains, StandardCharsets.UTF_8))
                .expect(200)
                .body();
        var lines = new ArrayList<String>();
        answer.get("items").forEach(line -> lines.add(line.toString()));
        return lines;
    }

    /** Registers a key in the cluster's project, which its check finds in order; returns its id. */
    String usableKey(String name, String uri) throws IOException, InterruptedException {
        var api = installation.api();
        var key = api.post(keys(), Map.of("name", name, "uri", uri))
                .expect(201)
                .body()
                .get("id")
                .asText();
        var checked =
                api.post(keys() + "/" + key + ":check", Map.of()).expect(200).body();
        assertThat(checked.get("phase").asText()).as("%s", checked).isEqualTo("ACTIVE");
        return key;
    }

    /** Of the key that the cluster's spec names. */
    String keyPath() throws IOException, InterruptedException {
        return keys() + "/"
                + cluster.get().get("spec").get("encryption").get("keyId").asText();
    }

    private String keys() {
        return cluster.path().substring(0, cluster.path().indexOf("/clusters/")) + "/keys";
    }
}
