package io.kanesh.control.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.web.openapi.Operations.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the API's own document, with generated right and wrong requests: none is answered by a fault, and every
 * refusal is a problem document. {@code -Dkanesh.seed=N} repeats a run, {@code -Dkanesh.cases=N} makes it longer.
 */
@ControlPlaneTest
class EveryOperationTest {
    /** The same in every run, so that a change is judged by its own faults; other seeds are for long runs. */
    private static final long SEED = 20261121;

    private static final int CASES = Integer.getInteger("kanesh.cases", 40);
    private static final Map<String, String> PREFIXES = Map.of(
            "project",
            "prj",
            "cluster",
            "cl",
            "node",
            "nd",
            "operation",
            "op",
            "token",
            "tok",
            "organization",
            "org",
            "account",
            "sa");
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain", "application/xml", "nonsense", "application/json;charset=utf-16", "multipart/form-data");

    @LocalServerPort
    private int port;

    @Test
    void answersAnythingWithoutAFault() {
        long seed = Long.getLong("kanesh.seed", SEED);
        System.out.println("EveryOperationTest: -Dkanesh.seed=" + seed);
        Api owner = Api.owner(port);
        var document = new Operations(owner.get("/api/v1/openapi.json").body());
        List<Operation> operations = document.all();
        assertThat(operations).hasSizeGreaterThan(15);
        int refused = 0;
        int accepted = 0;
        for (Operation operation : operations) {
            // Of its own for each operation, so that one may delete it and the next still finds one.
            var random = new Random(seed ^ operation.toString().hashCode());
            var inputs = new Inputs(document, random);
            String project = owner.post("/api/v1/projects", "{\"name\":\"q" + random.nextInt(1 << 30) + "\"}")
                    .at("id");
            for (int i = 0; i < CASES; i++) {
                var request = new Sent(operation, inputs, random, project);
                if (check(request.send(owner), request, seed)) {
                    accepted++;
                } else {
                    refused++;
                }
            }
        }
        // A generator that is never accepted tests the first check only, and one that is never refused tests none.
        assertThat(accepted).as("accepted").isGreaterThan(operations.size());
        assertThat(refused).as("refused").isGreaterThan(operations.size());
    }

    /** Whether it was accepted. */
    private static boolean check(Reply reply, Sent request, long seed) {
        String what = request + " with -Dkanesh.seed=" + seed + " was answered " + reply;
        assertThat(reply.status()).as(what).isBetween(200, 499);
        if (reply.status() < 400) {
            return true;
        }
        assertThat(reply.header("Content-Type")).as(what).startsWith("application/problem+json");
        assertThat(reply.at("code")).as(what).matches("[a-z]+(-[a-z0-9]+)+");
        assertThat(reply.at("detail")).as(what).isNotBlank();
        assertThat(reply.body().path("status").asInt()).as(what).isEqualTo(reply.status());
        return false;
    }

    /** One generated request. */
    private static final class Sent {
        private final Operation operation;
        private final String target;
        private final Map<String, String> headers;
        private final @Nullable String body;
        private final String token;

        Sent(Operation operation, Inputs inputs, Random random, String project) {
            this.operation = operation;
            var path = new StringBuilder(operation.path());
            var query = new StringBuilder();
            var headers = new java.util.LinkedHashMap<String, String>();
            for (JsonNode parameter : operation.parameters()) {
                String name = parameter.path("name").asString();
                switch (parameter.path("in").asString()) {
                    case "path" -> {
                        String variable = "{" + name + "}";
                        int at = path.indexOf(variable);
                        path.replace(
                                at,
                                at + variable.length(),
                                encode(pathValue(name, parameter, inputs, random, project)));
                    }
                    case "query" -> {
                        // Creating for real is tested where it belongs; here it would leave clusters behind.
                        if (name.equals("dryRun")) {
                            query.append("&dryRun=true");
                        } else if (random.nextInt(3) > 0) {
                            query.append('&')
                                    .append(name)
                                    .append('=')
                                    .append(encode(
                                            random.nextBoolean()
                                                    ? inputs.valid(parameter.path("schema"), 0)
                                                            .asString("1")
                                                    : inputs.strangeText()));
                        }
                    }
                    case "header" -> {
                        if (random.nextInt(3) == 0) {
                            headers.put(name, random.nextBoolean() ? "\"0\"" : "k".repeat(1 + random.nextInt(400)));
                        }
                    }
                    default -> throw new IllegalStateException("a parameter in " + parameter.path("in"));
                }
            }
            boolean takesBody = !operation.body().isMissingNode();
            this.body = takesBody || random.nextInt(10) == 0 ? inputs.body(operation.body()) : null;
            if (takesBody && random.nextInt(12) == 0) {
                headers.put("Content-Type", CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size())));
            }
            this.target = path + (query.length() == 0 ? "" : "?" + query.substring(1));
            this.headers = headers;
            // An endless answer would keep us; that it begins is tested with the stream itself.
            this.token = operation.streams() || random.nextInt(15) == 0 ? "nobody" : ControlPlaneTest.ADMIN_TOKEN;
        }

        private static String pathValue(String name, JsonNode parameter, Inputs inputs, Random random, String project) {
            if (random.nextInt(6) == 0) {
                String strange = inputs.strangeText();
                // An empty segment makes another path of it.
                return strange.isBlank() ? "-" : strange;
            }
            if (name.equals("project")) {
                return project;
            }
            String prefix = PREFIXES.get(name);
            return prefix == null ? inputs.valid(parameter, 0).asString("x") : inputs.unusedId(prefix);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        Reply send(Api owner) {
            return new Api(owner.port(), token, headers).send(operation.method(), target, body);
        }

        @Override
        public String toString() {
            return operation.method() + " " + target + " " + headers + " " + body;
        }
    }
}
