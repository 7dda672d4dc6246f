package io.kanesh.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the control plane under test that sends exactly what it is told, right or wrong.
 *
 * @param token empty for none
 * @param headers beside Authorization and Content-Type
 */
public record Api(int port, String token, Map<String, String> headers) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As an owner of the whole installation. */
    public static Api owner(int port) {
        return new Api(port, ControlPlaneTest.ADMIN_TOKEN, Map.of());
    }

    /** As the bearer of another token; empty for nobody. */
    public Api as(String otherToken) {
        return new Api(port, otherToken, headers);
    }

    public Api with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(port, token, more);
    }

    /** With a new token of this role, for the whole installation. */
    public Api role(String role) {
        return as(post("/api/v1/tokens", "{\"name\":\"test\",\"role\":\"" + role + "\"}")
                .body()
                .path("secret")
                .asString());
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, String json) {
        return send("POST", path, json);
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param json null for no body and no content type */
    public Reply send(String method, String path, @org.jspecify.annotations.Nullable String json) {
        var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (json != null && !headers.containsKey("Content-Type")) {
            builder.header("Content-Type", "application/json");
        }
        headers.forEach(builder::header);
        builder.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        try {
            var response = CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        /** The body as JSON; a missing node when there is none. */
        public JsonNode body() {
            return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
        }

        public String text() {
            return response.body();
        }

        /** Empty when it is not there. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** A member of the body as text, e.g. {@code code}. */
        public String at(String name) {
            return body().path(name).asString("");
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }
    }
}
