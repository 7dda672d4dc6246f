package io.kanesh.it.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The public API of a control plane, as a program uses it. */
public final class RestApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;
    private final String token;

    /** @param base without {@code /api/v1} */
    public RestApi(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * One answer.
     *
     * @param location header {@code Location}, or null
     * @param body null for an empty one
     */
    public record Answer(int status, @Nullable String location, JsonNode body) {
        /** @throws IllegalStateException with the problem that came instead */
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("expected " + wanted + ", got " + status + ": " + body);
            }
            return this;
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    public Answer patch(String path, Object body) throws IOException, InterruptedException {
        return send("PATCH", path, body);
    }

    public Answer put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    /** A file, e.g. a zip. */
    public byte[] download(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("expected 200, got " + answer.statusCode());
        }
        return answer.body();
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    private Answer send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var absolute = path.startsWith("/api/") ? path : "/api/v1" + path;
        var request = HttpRequest.newBuilder(URI.create(base + absolute))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("Location").orElse(null),
                answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body()));
    }
}
