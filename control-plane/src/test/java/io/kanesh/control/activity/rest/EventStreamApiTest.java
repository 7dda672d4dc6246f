package io.kanesh.control.activity.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.ResourceChanged;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;

/** The live stream over HTTP, as a console would read it. */
@ControlPlaneTest
class EventStreamApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private IdSource ids;

    @Test
    void carriesNamesAndIdsOfWhatTheTokenMaySeeAndNothingElse() throws Exception {
        Api owner = Api.owner(port);
        String project =
                owner.post("/api/v1/projects", "{\"name\":\"streamed\"}").at("id");
        String other =
                owner.post("/api/v1/projects", "{\"name\":\"not-streamed\"}").at("id");
        String secret = owner.post(
                        "/api/v1/tokens", "{\"name\":\"reader\",\"role\":\"VIEWER\",\"projectId\":\"" + project + "\"}")
                .at("secret");
        assertThat(secret).isNotEmpty();
        String seen = ids.next(ClusterId.PREFIX);
        String foreign = ids.next(ClusterId.PREFIX);

        try (InputStream stream = open(secret)) {
            Queue<String> lines = linesOf(stream);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                publish(other, foreign);
                publish(project, seen);
                assertThat(lines).anyMatch(line -> line.startsWith("data:") && line.contains(seen));
            });
            assertThat(lines).contains("event:cluster");
            assertThat(lines).noneMatch(line -> line.contains(foreign) || line.contains("A sentence for people"));
        }
    }

    @Test
    void isNotForStrangers() {
        assertThat(Api.owner(port).as("").get("/api/v1/events").status()).isEqualTo(401);
    }

    private InputStream open(String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Grows while the stream is open; the thread ends with it. */
    private static Queue<String> linesOf(InputStream stream) {
        var lines = new ConcurrentLinkedQueue<String>();
        var reader = new Thread(() -> new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                .lines()
                .forEach(lines::add));
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler((thread, closed) -> {});
        reader.start();
        return lines;
    }

    private void publish(String project, String cluster) {
        publisher.publishEvent(new ResourceChanged(
                "cluster", cluster, new ProjectId(project), cluster, "ClusterRequested", "A sentence for people."));
    }
}
