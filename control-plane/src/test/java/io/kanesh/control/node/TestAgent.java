package io.kanesh.control.node;

import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.certificates.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the agent protocol as an agent does: over TLS, with or without a certificate of its own. */
public final class TestAgent {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final char[] PASSWORD = "in-memory".toCharArray();

    public final KeyPair key = TestKeys.p256();
    private final String url;
    private final String trustedPem;
    private HttpClient client;

    /** @param trustedPem the CA of the endpoint */
    public TestAgent(String url, String trustedPem) {
        this.url = url;
        this.trustedPem = trustedPem;
        this.client = client(null);
    }

    /** What came back. */
    public record Reply(int status, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The problem's code. */
        public String code() {
            return json().path("code").asString();
        }

        public <T> T as(Class<T> type) {
            return JSON.readValue(body, type);
        }
    }

    /** From now on with this certificate for our key. */
    public void use(String certificatePem) {
        use(key, TestKeys.certificate(certificatePem));
    }

    public void use(KeyPair keyPair, X509Certificate certificate) {
        client = client(new Identity(keyPair, certificate));
    }

    private record Identity(KeyPair key, X509Certificate certificate) {}

    private HttpClient client(@Nullable Identity identity) {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("ca", TestKeys.certificate(trustedPem));
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trust);
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            if (identity != null) {
                keys.setKeyEntry(
                        "own", identity.key().getPrivate(), PASSWORD, new Certificate[] {identity.certificate()});
            }
            own.init(keys, PASSWORD);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enrols with our key and uses the certificate that comes. */
    public void enrol(String node, String token) throws IOException, InterruptedException {
        Reply reply = tryEnrol(node, token);
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.toString());
        }
        use(reply.as(CertificateAnswer.class).certificatePem());
    }

    public Reply tryEnrol(String node, String token) throws IOException, InterruptedException {
        return post("/agent/v1/enrol", new EnrolRequest(node, token, TestKeys.csr(key)));
    }

    public Reply certify(CertificateRequest.Purpose purpose) throws IOException, InterruptedException {
        return post("/agent/v1/certificates", new CertificateRequest(purpose, TestKeys.csr(key)));
    }

    public Reply report(NodeReport report) throws IOException, InterruptedException {
        return post("/agent/v1/reports", report);
    }

    public Reply finish(String task, TaskResult result) throws IOException, InterruptedException {
        return post("/agent/v1/tasks/" + task + "/result", result);
    }

    public Instructions instructions(long generation, int seconds) throws IOException, InterruptedException {
        Reply reply = get("/agent/v1/instructions?generation=" + generation + "&waitSeconds=" + seconds);
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.toString());
        }
        return reply.as(Instructions.class);
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    public Reply post(String path, Object body) throws IOException, InterruptedException {
        return post(path, JSON.writeValueAsString(body));
    }

    public Reply post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Reply send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), Objects.requireNonNullElse(response.body(), ""));
    }

    /** A report of an agent process. */
    public static NodeReport report(
            String node, long sequence, long generation, NodeReport.State state, long pid, String observedAt) {
        return new NodeReport(
                node,
                sequence,
                observedAt,
                "0.1.0",
                generation,
                1,
                new NodeReport.Engine(
                        state,
                        null,
                        "5.0.9",
                        null,
                        0,
                        null,
                        null,
                        null,
                        List.of("127.1.1.1"),
                        List.of(),
                        Map.of("x", 1.0),
                        null),
                new NodeReport.Disk(1, 2, 3),
                new NodeReport.ProcessFigures(pid, 1, 0.5),
                "2026-12-21T00:00:00Z",
                null);
    }
}
