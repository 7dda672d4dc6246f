package io.kanesh.agent.control;

import io.kanesh.agent.Json;
import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.agent.identity.Identity;
import io.kanesh.agent.identity.IdentityFiles;
import io.kanesh.agent.identity.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The calls over HTTPS. One that gets no answer goes to the next control plane at once, which it may, because every call may be repeated. The
 * client is made anew when the identity changes, since a TLS context is fixed for its life.
 */
public final class HttpControlPlane implements ControlPlane {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final BootstrapDocument bootstrap;
    private final Endpoints endpoints;
    private final IdentityFiles identities;
    private @Nullable Identity clientIdentity;
    private @Nullable HttpClient client;

    public HttpControlPlane(BootstrapDocument bootstrap, Endpoints endpoints, IdentityFiles identities) {
        this.bootstrap = bootstrap;
        this.endpoints = endpoints;
        this.identities = identities;
    }

    @Override
    public CertificateAnswer enrol(EnrolRequest request) throws ControlPlaneFault, InterruptedException {
        // Without our certificate even when we have one: an expired one would end the handshake before the token is
        // read.
        var unnamed = client(Tls.trusting(bootstrap.trustedCaPem()));
        return read(send(unnamed, "/agent/v1/enrol", posting(request)), CertificateAnswer.class);
    }

    @Override
    public CertificateAnswer certificate(CertificateRequest request) throws ControlPlaneFault, InterruptedException {
        return read(send(named(), "/agent/v1/certificates", posting(request)), CertificateAnswer.class);
    }

    @Override
    public Instructions instructions(long generation, Duration wait) throws ControlPlaneFault, InterruptedException {
        var path = "/agent/v1/instructions?generation=" + generation + "&waitSeconds=" + wait.toSeconds();
        var instructions = read(
                send(
                        named(),
                        path,
                        request -> request.timeout(wait.plus(ANSWER)).GET()),
                Instructions.class);
        endpoints.told(instructions.endpoints());
        return instructions;
    }

    @Override
    public void report(NodeReport report) throws ControlPlaneFault, InterruptedException {
        send(named(), "/agent/v1/reports", posting(report));
    }

    @Override
    public void result(String taskId, TaskResult result) throws ControlPlaneFault, InterruptedException {
        var id = URLEncoder.encode(taskId, StandardCharsets.UTF_8);
        send(named(), "/agent/v1/tasks/" + id + "/result", posting(result));
    }

    private synchronized HttpClient named() throws ControlPlaneFault {
        var identity = identities
                .current()
                .orElseThrow(() -> new ControlPlaneFault(ControlPlaneFault.Kind.AWAY, "not enrolled yet"));
        var known = client;
        if (known == null || !identity.equals(clientIdentity)) {
            known = client(Tls.of(identity));
            client = known;
            clientIdentity = identity;
        }
        return known;
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .build();
    }

    private static UnaryOperator<HttpRequest.Builder> posting(Object body) {
        var json = Json.write(body);
        return request -> request.timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private String send(HttpClient client, String path, UnaryOperator<HttpRequest.Builder> fill)
            throws ControlPlaneFault, InterruptedException {
        var order = endpoints.order();
        var fault = new ControlPlaneFault(ControlPlaneFault.Kind.AWAY, "there is nobody to call");
        for (var endpoint : order) {
            var request = HttpRequest.newBuilder(URI.create(endpoint + path)).header("Accept", "application/json");
            try {
                var answer = send(client, fill.apply(request).build());
                endpoints.moved(order.get(0), endpoint);
                return answer;
            } catch (ControlPlaneFault e) {
                if (e.kind() != ControlPlaneFault.Kind.AWAY) {
                    throw e;
                }
                fault = e;
            }
        }
        throw fault;
    }

    private static String send(HttpClient client, HttpRequest request) throws ControlPlaneFault, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ControlPlaneFault(ControlPlaneFault.Kind.AWAY, "no answer: " + reason(e), e);
        }
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        throw new ControlPlaneFault(
                kind(answer.statusCode()), "answered " + answer.statusCode() + bounded(answer.body()));
    }

    private static ControlPlaneFault.Kind kind(int status) {
        if (status == 401 || status == 403) {
            return ControlPlaneFault.Kind.DENIED;
        }
        return status / 100 == 4 && status != 408 && status != 429
                ? ControlPlaneFault.Kind.REFUSED
                : ControlPlaneFault.Kind.AWAY;
    }

    private static <T> T read(String body, Class<T> type) throws ControlPlaneFault {
        try {
            return Json.read(body, type);
        } catch (IOException e) {
            // Not the parser's own message: it quotes the body.
            throw new ControlPlaneFault(ControlPlaneFault.Kind.AWAY, "an answer that is no " + type.getSimpleName());
        }
    }

    private static String bounded(String body) {
        var line = body.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), 300));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
