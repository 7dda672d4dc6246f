package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.files.inventory.ByteScan;
import io.kanesh.files.inventory.Markers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing lies readable: asked of the cluster, and looked for by ourselves on every byte of the installation. */
class ProofIT {
    private static final Duration TIME = Duration.ofMinutes(5);

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @TempDir
    Path elsewhere;

    @Test
    void aProofFindsNothingOnTheDisksAndEverythingThroughTheKey() throws Exception {
        var cluster = SHARED.cluster();
        var api = SHARED.installation().api();
        var path = "/projects/" + cluster.get().get("projectId").asText() + "/clusters/" + cluster.id();
        var location = String.valueOf(
                api.post(path + ":prove", Map.of()).expect(202).location());
        var operation = new AtomicReference<JsonNode>();
        await().atMost(TIME).until(() -> {
            operation.set(api.get(location).expect(200).body());
            return !List.of("RUNNING", "QUEUED", "PENDING", "UNDOING")
                    .contains(operation.get().get("state").asText());
        });
        assertThat(operation.get().get("state").asText())
                .as("%s", operation.get())
                .isEqualTo("SUCCEEDED");

        var proof = api.get(path + "/proofs" + location.substring(location.lastIndexOf('/')))
                .expect(200)
                .body();
        assertThat(proof.get("verdict").asText()).isEqualTo("CLEAN");
        verifySignature(proof);
        var report = new ObjectMapper().readTree(proof.get("report").asText());
        assertThat(report.get("nodes")).hasSize(3);
        for (var node : report.get("nodes")) {
            assertThat(node.get("hits").asLong()).as("%s", node).isZero();
            assertThat(node.get("controlHits").asLong()).as("through the key").isPositive();
            assertThat(node.get("bytes").asLong()).isGreaterThan(1_000_000);
            assertThat(node.get("classes").toString()).contains("PAGES", "APPEND", "AES_128_GCM");
        }
        try (var session = cluster.connection(null).open()) {
            assertThat(session.getMetadata().getKeyspaces().keySet().toString())
                    .as("dropped")
                    .doesNotContain("kanesh_proof_");
        }
    }

    @Test
    void aCanaryIsNowhereInTheInstallation() throws Exception {
        var canary = "canary-" + UUID.randomUUID();
        try (var session = SHARED.cluster().connection(null).open()) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS canary WITH replication ="
                    + " {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            session.execute("CREATE TABLE IF NOT EXISTS canary.birds (id text PRIMARY KEY, song text)"
                    + " WITH compression = {'enabled': 'false'}");
            session.execute("CREATE INDEX IF NOT EXISTS song_index ON canary.birds (song) USING 'sai'");
            session.execute("INSERT INTO canary.birds (id, song) VALUES ('" + canary + "', '" + canary + "')");
            session.execute("INSERT INTO canary.birds (id, song) VALUES (?, ?)", canary + "-2", canary);
        }
        var markers = new Markers(List.of(canary.getBytes(StandardCharsets.UTF_8)));
        var report = ByteScan.of(List.of(SHARED.installation().home()), markers);
        assertThat(report.listed()).as("nodes, our database, all logs").isEmpty();
        assertThat(report.bytes()).isGreaterThan(10_000_000);

        Files.writeString(elsewhere.resolve("control"), "so it would look: " + canary);
        assertThat(ByteScan.of(List.of(elsewhere), markers).hits())
                .as("the search is not blind")
                .isEqualTo(1);
    }

    private static void verifySignature(JsonNode proof) throws Exception {
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        proof.get("certificatePem").asText().getBytes(StandardCharsets.US_ASCII)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(certificate);
        signature.update(proof.get("report").asText().getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(
                        Base64.getDecoder().decode(proof.get("signature").asText())))
                .isTrue();
    }
}
