package io.kanesh.it.installation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.client.ClusterConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A cluster that was asked for over the API. */
public final class TestCluster {
    private static final long CREATE_SECONDS = 300;

    private final Installation installation;
    private final String path;
    private final String operation;
    private final JsonNode admin;
    private final JsonNode users;
    private final String id;

    private TestCluster(Installation installation, String project, RestApi.Answer created) {
        this.installation = installation;
        id = created.body().get("id").asText();
        path = "/projects/" + project + "/clusters/" + id;
        operation = location(created);
        admin = created.body().get("admin");
        users = created.body().path("users");
    }

    /**
     * POSTs a cluster and returns at once.
     *
     * @param body as in the API
     */
    public static TestCluster request(Installation installation, Map<String, ?> body)
            throws IOException, InterruptedException {
        var api = installation.api();
        var projects = api.get("/projects").expect(200).body().get("items");
        var project = projects.isEmpty()
                ? api.post("/projects", Map.of("name", "tests")).expect(201).body()
                : projects.get(0);
        var id = project.get("id").asText();
        return new TestCluster(
                installation,
                id,
                api.post("/projects/" + id + "/clusters", body).expect(202));
    }

    public String id() {
        return id;
    }

    /** Below {@code /api/v1}. */
    public String path() {
        return path;
    }

    public JsonNode get() throws IOException, InterruptedException {
        return installation.api().get(path).expect(200).body();
    }

    /** The names of the master keys that its data depend on. */
    public List<String> keyUris() throws IOException, InterruptedException {
        var key = get().get("spec").get("encryption").get("keyId").asText();
        var keys = path.substring(0, path.indexOf("/clusters/")) + "/keys/";
        return List.of(
                installation.api().get(keys + key).expect(200).body().get("uri").asText());
    }

    /** Waits until the operation of its creation has ended well. */
    public TestCluster awaitCreated() throws IOException, InterruptedException, TimeoutException {
        awaitOperation(operation);
        return this;
    }

    public String phase() throws IOException, InterruptedException {
        return get().get("phase").asText();
    }

    public void awaitPhase(String phase) throws IOException, InterruptedException, TimeoutException {
        Await.until("cluster " + id + " is " + phase, CREATE_SECONDS, () -> phase().equals(phase));
    }

    /** The creating operation as it is now. */
    public JsonNode operation() throws IOException, InterruptedException {
        return installation.api().get(operation).expect(200).body();
    }

    /** What a driver needs; through the nodes of one data center, or of the first for null. */
    public ClusterConnection connection(@Nullable String dataCenter) throws IOException, InterruptedException {
        var connection =
                installation.api().get(path + "/connection").expect(200).body();
        for (var candidate : connection.get("dataCenters")) {
            var name = candidate.get("name").asText();
            if (dataCenter == null || name.equals(dataCenter)) {
                return new ClusterConnection(
                        texts(candidate.get("contactPoints")),
                        connection.get("port").asInt(),
                        name,
                        connection.get("caCertificatePem").asText(),
                        admin.get("username").asText(),
                        admin.get("password").asText());
            }
        }
        throw new IllegalArgumentException("no data center " + dataCenter + " in " + connection);
    }

    /** As {@link #connection}, for a user that the cluster was created with, with the password that was made. */
    public ClusterConnection connection(@Nullable String dataCenter, String user)
            throws IOException, InterruptedException {
        var admins = connection(dataCenter);
        for (var made : users) {
            if (made.get("name").asText().equals(user)) {
                return new ClusterConnection(
                        admins.hosts(),
                        admins.port(),
                        admins.dataCenter(),
                        admins.authorityPem(),
                        user,
                        made.get("password").asText());
            }
        }
        throw new IllegalArgumentException("the cluster was not created with " + user);
    }

    /** POSTs to a path below the cluster's, e.g. {@code :restart}; answers the operation's path. */
    public String start(String verb) throws IOException, InterruptedException {
        return location(installation.api().post(path + verb, Map.of()).expect(202));
    }

    /** Starts it and waits until the operation has ended well. */
    public void perform(String verb) throws IOException, InterruptedException, TimeoutException {
        awaitOperation(start(verb));
    }

    /** One page of {@code …/nodes}. */
    public JsonNode nodes() throws IOException, InterruptedException {
        return installation.api().get(path + "/nodes").expect(200).body().get("items");
    }

    public JsonNode logs(String node, String source) throws IOException, InterruptedException {
        return installation
                .api()
                .get(path + "/nodes/" + node + "/logs?source=" + source)
                .expect(200)
                .body();
    }

    /** Lifts the protection, deletes, and waits until the operation has ended well. */
    public void delete() throws IOException, InterruptedException, TimeoutException {
        installation.api().patch(path, Map.of("deletionProtection", false)).expect(200);
        awaitOperation(location(installation.api().delete(path).expect(202)));
    }

    /** Waits until an operation has ended well; one that is late is shown as it was seen last. */
    public void awaitOperation(String location) throws IOException, InterruptedException, TimeoutException {
        var last = new AtomicReference<JsonNode>();
        try {
            Await.until("operation " + location, CREATE_SECONDS, () -> {
                var seen = installation.api().get(location).expect(200).body();
                last.set(seen);
                var state = seen.get("state").asText();
                if (state.equals("FAILED") || state.equals("CANCELLED")) {
                    throw new IllegalStateException("the operation has " + state + ": " + seen);
                }
                return state.equals("SUCCEEDED");
            });
        } catch (TimeoutException late) {
            throw (TimeoutException) new TimeoutException(late.getMessage() + ", which is " + last).initCause(late);
        }
    }

    private static String location(RestApi.Answer answer) {
        var location = answer.location();
        if (location == null) {
            throw new IllegalStateException("an answer without Location: " + answer.body());
        }
        return location;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
