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
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The calls over HTTPS. The client is made anew when the identity changes, since a TLS context is fixed for its life. */
public final class HttpControlPlane implements ControlPlane {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final BootstrapDocument bootstrap;
    private final IdentityFiles identities;
    private @Nullable Identity clientIdentity;
    private @Nullable HttpClient client;

    public HttpControlPlane(BootstrapDocument bootstrap, IdentityFiles identities) {
        this.bootstrap = bootstrap;
        this.identities = identities;
    }

    @Override
    public CertificateAnswer enrol(EnrolRequest request) throws ControlPlaneFault, InterruptedException {
        // Without our certificate even when we have one: an expired one would end the handshake before the token is
        // read.
        var unnamed = client(Tls.trusting(bootstrap.trustedCaPem()));
        return read(send(unnamed, post("/agent/v1/enrol", request)), CertificateAnswer.class);
    }

    @Override
    public CertificateAnswer certificate(CertificateRequest request) throws ControlPlaneFault, InterruptedException {
        return read(send(named(), post("/agent/v1/certificates", request)), CertificateAnswer.class);
    }

    @Override
    public Instructions instructions(long generation, Duration wait) throws ControlPlaneFault, InterruptedException {
        var path = "/agent/v1/instructions?generation=" + generation + "&waitSeconds=" + wait.toSeconds();
        var request = request(path).timeout(wait.plus(ANSWER)).GET().build();
        return read(send(named(), request), Instructions.class);
    }

    @Override
    public void report(NodeReport report) throws ControlPlaneFault, InterruptedException {
        send(named(), post("/agent/v1/reports", report));
    }

    @Override
    public void result(String taskId, TaskResult result) throws ControlPlaneFault, InterruptedException {
        var id = URLEncoder.encode(taskId, StandardCharsets.UTF_8);
        send(named(), post("/agent/v1/tasks/" + id + "/result", result));
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

    private HttpRequest post(String path, Object body) {
        return request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(bootstrap.agentEndpoint() + path))
                .header("Accept", "application/json");
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
