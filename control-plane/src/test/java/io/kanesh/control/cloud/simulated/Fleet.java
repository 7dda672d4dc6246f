package io.kanesh.control.cloud.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Clusters of simulated nodes in a project of their own. */
public final class Fleet {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Api owner;
    private final String project;
    private final String clusters;

    public Fleet(Api owner) {
        this.owner = owner;
        String name = "f" + UUID.randomUUID().toString().substring(0, 8);
        project = "/api/v1/projects/"
                + owner.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id");
        clusters = project + "/clusters";
    }

    /** Asks for three nodes; the path of the cluster. */
    public String ask(String name) {
        return pathOf(owner.post(clusters, request(name, "")));
    }

    /** What asking for three nodes takes; {@code more} members begin with a comma. */
    public static String request(String name, String more) {
        return "{\"name\": \"" + name + "\", \"provider\": \"simulated\", \"deletionProtection\": false,"
                + " \"dataCenters\": [{\"region\": \"sim-1\"}]" + more + "}";
    }

    /** The path of the cluster that was asked for. */
    public String pathOf(Reply created) {
        assertThat(created.status()).as(created.toString()).isEqualTo(202);
        return clusters + "/" + created.at("id");
    }

    /** The path of the list. */
    public String clusters() {
        return clusters;
    }

    public List<String> ask(int count) {
        return IntStream.range(0, count).mapToObj(i -> ask("c" + i)).toList();
    }

    public void awaitPhase(List<String> paths, String phase) {
        for (String path : paths) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(owner.get(path).at("phase"))
                            .as("%s", owner.get(path))
                            .isEqualTo(phase));
        }
    }

    /** Deletes them and waits until nothing is left. */
    public void delete(List<String> paths) {
        paths.forEach(path -> assertThat(owner.delete(path).status()).isEqualTo(202));
        for (String path : paths) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(owner.get(path).status()).isEqualTo(404));
        }
        assertThat(owner.delete(project).status()).isEqualTo(204);
    }

    public JsonNode nodes(String path) {
        return owner.get(path + "/nodes").body().path("items");
    }

    /** The machine of a node. */
    public String machineOf(String node) {
        for (JsonNode machine : machines()) {
            if (machine.path("tags").path("kanesh-node").asString().equals(node)) {
                return machine.path("id").asString();
            }
        }
        throw new AssertionError("no machine of " + node);
    }

    public JsonNode machines() {
        return owner.get("/api/v1/simulated-cloud/machines?pageSize=200").body().path("items");
    }
}
