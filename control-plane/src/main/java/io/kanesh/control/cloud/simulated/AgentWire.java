package io.kanesh.control.cloud.simulated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A simulated agent's connections to the agent endpoint: the same TLS, paths and bodies as a real agent's. */
final class AgentWire {
    private static final char[] PASSWORD = "in-memory".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String endpoint;
    private final HttpClient client;

    /** @param certificatePem the agent's identity; null before it has one */
    AgentWire(String endpoint, String trustedPem, AgentKey key, @Nullable String certificatePem, Executor executor) {
        this.endpoint = endpoint;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(context(trustedPem, key, certificatePem))
                .executor(executor)
                .build();
    }

    /** The control plane said no. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String body) {
            super(status + " " + body);
            this.status = status;
        }

        /** Whether asking again with the same words is of no use. */
        boolean isFinal() {
            return status >= 400 && status < 500 && status != 429;
        }
    }

    CompletableFuture<String> post(String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    <T> CompletableFuture<T> post(String path, Object body, Class<T> answer) {
        return post(path, body).thenApply(text -> JSON.readValue(text, answer));
    }

    <T> CompletableFuture<T> get(String path, Class<T> answer) {
        return send(HttpRequest.newBuilder(URI.create(endpoint + path)))
                .thenApply(text -> JSON.readValue(text, answer));
    }

    private CompletableFuture<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> {
                    if (response.statusCode() >= 300) {
                        throw new Refusal(response.statusCode(), response.body());
                    }
                    return response.body();
                });
    }

    private static SSLContext context(String trustedPem, AgentKey key, @Nullable String certificatePem) {
        try {
            KeyStore trust = emptyStore();
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(trustedPem.getBytes(StandardCharsets.US_ASCII)))) {
                trust.setCertificateEntry("ca-" + number++, authority);
            }
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trust);
            KeyStore own = emptyStore();
            if (certificatePem != null) {
                own.setKeyEntry("agent", key.pair().getPrivate(), PASSWORD, new Certificate[] {
                    AgentKey.certificate(certificatePem)
                });
            }
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It never leaves memory: PKCS#12 would protect its key by 10,000 hashes, for each agent of a fleet. */
    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }
}
