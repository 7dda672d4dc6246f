package io.kanesh.control.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.Golden;
import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer's key from its registration to its end, over HTTP, with the real local KMS and real probes. */
@ControlPlaneTest
class KeyApiTest {
    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String GOOGLE = "projects/acme/locations/europe-west3/keyRings/ring/cryptoKeys/orders";

    @LocalServerPort
    private int port;

    @Autowired
    private KaneshHome home;

    @Autowired
    private InstallationSecrets secrets;

    private Api api;
    private String project;
    private String keys;

    @BeforeEach
    void makeProject() {
        api = Api.owner(port);
        String name = "keys-" + Long.toHexString(System.nanoTime());
        project = api.post("/api/v1/projects", "{\"name\":\"" + name + "\"}").at("id");
        keys = "/api/v1/projects/" + project + "/keys";
    }

    private LocalKmsAdmin kms() {
        try {
            return LocalKmsAdmin.of(home.localKms());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A key in the local KMS that this project may use, registered. */
    private String localKey(String name) {
        String uri = "kanesh-local://local-1/" + name + "-" + project.substring(20);
        kms().createKey(KeyReference.parse(uri));
        permit(uri, Grant.ALL);
        var reply = api.post(keys, "{\"name\":\"" + name + "\",\"uri\":\"" + uri + "\"}");
        assertThat(reply.status()).as("%s", reply).isEqualTo(201);
        assertThat(reply.at("phase")).isEqualTo("PENDING_VALIDATION");
        return reply.at("id");
    }

    private void permit(String uri, java.util.Set<String> operations) {
        kms().setGrants(
                        KeyReference.parse(uri),
                        List.of(new Grant(project + "/*", operations, Map.of("kanesh:project", project))));
    }

    private Api.Reply verb(String key, String verb) {
        return api.send("POST", keys + "/" + key + ":" + verb, null);
    }

    @Test
    void aKeyIsCheckedRevokedRestoredAndDeletedWithProof() {
        String key = localKey("orders-key");

        var checked = verb(key, "check");
        assertThat(checked.status()).as("%s", checked).isEqualTo(200);
        assertThat(checked.at("phase")).isEqualTo("ACTIVE");
        assertThat(checked.body().path("probes")).hasSize(6);

        assertThat(verb(key, "revoke").at("phase")).isEqualTo("DISABLED");
        var reference = KeyReference.parse(checked.at("uri"));
        assertThat(state(reference)).isEqualTo(KeyState.DISABLED);
        assertThat(verb(key, "revoke").at("code")).isEqualTo("key-already-revoked");
        assertThat(verb(key, "restore").at("phase")).isEqualTo("ACTIVE");
        assertThat(state(reference)).isEqualTo(KeyState.ENABLED);

        var usage = api.get(keys + "/" + key + "/usage");
        assertThat(usage.body().path("deletable").asBoolean()).isTrue();
        var deleted = api.delete(keys + "/" + key);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.at("report")).contains(key, reference.uri(), "examined");
        assertThat(isSigned(deleted)).isTrue();
        assertThat(api.get("/api/v1/projects/" + project + "/key-deletions")
                        .body()
                        .path("items")
                        .path(0)
                        .path("signature")
                        .asString())
                .isEqualTo(deleted.at("signature"));
        assertThat(api.get(keys + "/" + key).status()).isEqualTo(404);
    }

    private static boolean isSigned(Api.Reply proof) {
        try {
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(proof.at("certificatePem").getBytes(StandardCharsets.US_ASCII)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(certificate);
            signature.update(proof.at("report").getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(proof.at("signature")));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private KeyState state(KeyReference reference) {
        return kms().keys().stream()
                .filter(known -> known.reference().equals(reference))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void theInstallationsOwnMasterKeyIsNoNodes() {
        var refused = api.post(keys, "{\"name\":\"own\",\"uri\":\"" + secrets.masterKey() + "\"}");
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.at("code")).isEqualTo("key-is-installations");
    }

    @Test
    void aMissingPermissionIsNamedWithItsPatch() {
        String key = localKey("poor-key");
        String uri = api.get(keys + "/" + key).at("uri");
        var left = new TreeSet<>(Grant.ALL);
        left.remove("decrypt");
        permit(uri, left);

        var checked = verb(key, "check");

        assertThat(checked.at("phase")).isEqualTo("PENDING_VALIDATION");
        var decrypt = checked.body().path("probes").path(2);
        assertThat(decrypt.path("step").asString()).isEqualTo("DECRYPT");
        assertThat(decrypt.path("sentence").asString()).isEqualTo(project + "/* may not decrypt with this key.");
        assertThat(decrypt.path("patch").asString()).isEqualTo("./kanesh kms grant " + uri + " " + project);
        assertThat(decrypt.path("kmsRequestId").asString()).isNotEmpty();

        // A cluster cannot begin with it.
        var refused = api.post(
                "/api/v1/projects/" + project + "/clusters",
                "{\"name\":\"orders\",\"dataCenters\":[{\"region\":\"local-1\"}],\"encryption\":{\"keyId\":\"" + key
                        + "\"}}");
        assertThat(refused.at("code")).isEqualTo("key-not-usable");
        assertThat(refused.at("field")).isEqualTo("encryption.keyId");
    }

    @Test
    void whoeverUsesAKeyKeepsItFromBeingDeleted() {
        String key = localKey("used-key");
        verb(key, "check");
        var created = api.post(
                "/api/v1/projects/" + project + "/clusters",
                "{\"name\":\"orders\",\"dataCenters\":[{\"region\":\"local-1\"}],\"encryption\":{\"keyId\":\"" + key
                        + "\",\"algorithm\":\"AES_256\"}}");
        assertThat(created.status()).as("%s", created).isEqualTo(202);
        assertThat(created.body()
                        .path("spec")
                        .path("encryption")
                        .path("algorithm")
                        .asString())
                .isEqualTo("AES_256");

        var refused = api.delete(keys + "/" + key);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("key-in-use");
        assertThat(refused.at("detail")).contains("'orders'");
        var usage = api.get(keys + "/" + key + "/usage");
        assertThat(usage.body().path("deletable").asBoolean()).isFalse();
        assertThat(usage.body().path("dependents").path(0).path("kind").asString())
                .isEqualTo("SPEC");
    }

    @Test
    void aProjectsPolicyIsEnforced() {
        var policy = api.send(
                "PUT",
                "/api/v1/projects/" + project + "/key-policy",
                "{\"customerKeysOnly\":true,\"aes256Only\":true}");
        assertThat(policy.status()).as("%s", policy).isEqualTo(200);

        var refused = api.post(
                "/api/v1/projects/" + project + "/clusters?dryRun=true",
                "{\"name\":\"orders\",\"dataCenters\":[{\"region\":\"local-1\"}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("customer-key-required").contains("aes-256-required");
    }

    @Test
    void theOptionsLeadInSixStepsToAKeyAndInNoneToTheProvidersOwn() {
        var options = api.get("/api/v1/projects/" + project + "/encryption-options");
        assertThat(options.status()).as("%s", options).isEqualTo(200);
        assertThat(options.body().path("providerKey").path("steps")).isEmpty();
        assertThat(options.body().path("providerKey").path("allowed").asBoolean())
                .isTrue();
        var providers = options.body().path("keyProviders");
        assertThat(providers).hasSize(3).allSatisfy(one -> {
            assertThat(one.path("steps")).hasSize(6);
            assertThat(KeyReference.parse(one.path("uriExample").asString())).isNotNull();
        });
        var aws = providers.path(0);
        assertThat(aws.path("provider").asString()).isEqualTo("aws");
        assertThat(aws.path("usdPerKeyMonth").asString()).isEqualTo("1.00");
        assertThat(aws.path("principal").asString()).contains(project);

        api.send(
                "PUT",
                "/api/v1/projects/" + project + "/key-policy",
                "{\"customerKeysOnly\":true,\"aes256Only\":true}");
        var strict =
                api.get("/api/v1/projects/" + project + "/encryption-options").body();
        assertThat(strict.path("providerKey").path("whyNot").asString()).contains("policy");
        assertThat(strict.path("algorithms").path(0).path("allowed").asBoolean())
                .isFalse();
        assertThat(strict.path("algorithms").path(1).path("standard").asBoolean())
                .isTrue();
    }

    @Test
    void anEstimateIncludesTheKeyAndItsRequests() {
        String cluster = "\"dataCenters\":[{\"region\":\"local-1\"}]";
        var own = api.post("/api/v1/pricing:estimate", "{" + cluster + ",\"encryption\":{\"keyProvider\":\"aws\"}}");
        assertThat(own.status()).as("%s", own).isEqualTo(200);
        var price = own.body().path("keys").path(0);
        assertThat(price.path("usdForKeys").asString()).isEqualTo("1.00");
        assertThat(price.path("requestsPerMonth").asLong()).isEqualTo(3 * 8_763);
        assertThat(price.path("usdForRequests").asString()).isEqualTo("0.08");

        var provider = api.post("/api/v1/pricing:estimate", "{" + cluster + "}");
        assertThat(provider.body().path("keys").path(0).path("usdForKeys").asString())
                .isEqualTo("0.00");
        var wrong =
                api.post("/api/v1/pricing:estimate", "{" + cluster + ",\"encryption\":{\"keyProvider\":\"azure\"}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("field")).isEqualTo("encryption.keyProvider");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"k\"}|uri|key-uri-required",
                "{\"uri\":\"x\",\"name\":\"k\"}|uri|key-uri-invalid",
                "{\"uri\":\"alias/x\",\"name\":\"k\"}|uri|key-uri-invalid",
                "{\"uri\":\"kanesh-local://local-1/x\"}|name|name-required",
                "{\"uri\":\"kanesh-local://local-1/x\",\"name\":\"X Y\"}|name|name-invalid",
                "{\"uri\":\"kanesh-local://local-1/x\",\"name\":\"x\",\"provider\":\"aws\"}|uri|key-uri-of-another-provider",
                "{\"uri\":\"kanesh-local://local-1/x\",\"name\":\"x\",\"provider\":\"azure\"}|provider|key-provider-unknown",
            })
    void whatIsWrongIsNamed(String body, String field, String code) {
        var refused = api.post(keys, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("field")).isEqualTo(field);
        assertThat(refused.at("code")).isEqualTo(code);
    }

    @Test
    void theGrantTextsAreExact() throws IOException {
        var text = new StringBuilder();
        for (String uri : List.of(ARN, GOOGLE, "kanesh-local://local-1/orders")) {
            var reply = api.get(keys + ":grant-text?uri=" + uri);
            assertThat(reply.status()).as("%s", reply).isEqualTo(200);
            reply.body()
                    .path("parts")
                    .forEach(part -> text.append("== ")
                            .append(part.path("kind").asString())
                            .append('\n')
                            .append(part.path("text").asString())
                            .append("\n\n"));
        }
        Golden.assertFresh(
                Path.of("src/test/resources/golden/grant-texts.txt"),
                text.toString()
                        .replace(project, "PROJECT")
                        .replace(project.replace("_", ""), "PROJECT")
                        .replace(project.replace("prj_", "p-"), "ACCOUNT"));
    }
}
