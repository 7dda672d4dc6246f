package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.it.installation.RestApi;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.testkit.SimulatedKey;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What {@code :check} says of a key that will not do, and what its owner is to type: over the API, through the vendors' clients,
 * against simulators of the clouds' wire protocols. ProbeAdviceTest has every sentence; here each is seen to come of its cause.
 */
class KeyCheckIT {
    private static final String ARN = "arn:aws:kms:eu-central-1:123456789012:key/";
    private static final String RING = "projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/";
    private static final String NOT_SYMMETRIC = "This is not a symmetric key for encryption and decryption: "
            + "The key's kind is %s. A key's kind cannot be changed: make another one.";
    private static final String PENDING =
            "The key is pending deletion: when that ends, everything under it is unreadable for ever."
                    + " Cancel the deletion, or register another key.";
    private static final String DISABLED = "The key is disabled. Enable it.";

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    private CloudSimulators clouds;
    private RestApi api;
    private String project;
    private int keys;

    @BeforeEach
    void open() throws Exception {
        clouds = SHARED.clouds();
        api = SHARED.installation().api();
        project = api.post("/projects", Map.of("name", "checked-" + Long.toHexString(System.nanoTime())))
                .expect(201)
                .body()
                .get("id")
                .asText();
    }

    @Test
    void awsPermissionByPermissionAndStateByState() throws Exception {
        var role = clouds.role(project);
        var poor = aws();
        poor.permit(Set.of("generate"));
        var refused = check(poor.name());
        says(refused, "DESCRIBE", role + " may not kms:DescribeKey with this key.", "\"kms:DescribeKey\"");
        says(refused, "GENERATE", "A data key was generated.", null);
        says(refused, "DECRYPT", role + " may not kms:Decrypt with this key.", "\"kms:Decrypt\"");
        says(refused, "ENCRYPT", role + " may not kms:Encrypt with this key.", "\"kms:Encrypt\"");
        says(
                refused,
                "RE_ENCRYPT",
                role + " may not kms:ReEncryptFrom and kms:ReEncryptTo with this key.",
                "\"kms:ReEncrypt*\"");

        var mute = aws();
        mute.permit(Set.of("describe", "decrypt", "encrypt", "re-encrypt"));
        says(
                check(mute.name()),
                "GENERATE",
                role + " may not kms:GenerateDataKey with this key.",
                "\"kms:GenerateDataKey\"");

        nowhere(ARN + "00000000-0000-0000-0000-000000000000", "eu-central-1", role);
        nowhere(mute.name().replace("eu-central-1", "us-east-1"), "us-east-1", role);

        var signing = aws();
        signing.makeAsymmetric();
        says(
                check(signing.name()),
                "DESCRIBE",
                NOT_SYMMETRIC.formatted("RSA_2048 SIGN_VERIFY"),
                "aws kms create-key --key-spec SYMMETRIC_DEFAULT --key-usage ENCRYPT_DECRYPT --region eu-central-1");
        var dying = aws();
        dying.setState(KeyState.PENDING_DELETION);
        var cancel = command("cancel-key-deletion", dying) + "\n" + command("enable-key", dying);
        says(check(dying.name()), "DESCRIBE", PENDING, cancel);
        var off = aws();
        off.setState(KeyState.DISABLED);
        says(check(off.name()), "DESCRIBE", DISABLED, command("enable-key", off));
    }

    @Test
    void googlePermissionByPermissionAndStateByState() throws Exception {
        var account = clouds.account(project);
        var poor = google();
        poor.permit(Set.of("encrypt"));
        var refused = check(poor.name());
        says(
                refused,
                "DESCRIBE",
                account + " may not see the state of the key, which is needed to tell why a call fails, with this key.",
                bind(poor, account, "viewer"));
        says(
                refused,
                "DECRYPT",
                account + " may not decrypt with this key.",
                bind(poor, account, "cryptoKeyEncrypterDecrypter"));
        var mute = google();
        mute.permit(Set.of("describe", "decrypt"));
        says(
                check(mute.name()),
                "GENERATE",
                account + " may not make keys with this key.",
                bind(mute, account, "cryptoKeyEncrypterDecrypter"));

        nowhere(RING + "missing", "europe-west3", account);
        nowhere(mute.name().replace("europe-west3", "us-east1"), "us-east1", account);

        var signing = google();
        signing.makeAsymmetric();
        says(
                check(signing.name()),
                "DESCRIBE",
                NOT_SYMMETRIC.formatted("ASYMMETRIC_SIGN"),
                "gcloud kms keys create NEW-NAME --purpose=encryption --project=acme --location=europe-west3 --keyring=data");
        var dying = google();
        dying.setState(KeyState.PENDING_DELETION);
        says(
                check(dying.name()),
                "DESCRIBE",
                PENDING,
                "gcloud kms keys versions restore VERSION --key=" + place(dying));
        var off = google();
        off.setState(KeyState.DISABLED);
        says(check(off.name()), "DESCRIBE", DISABLED, "gcloud kms keys versions enable VERSION --key=" + place(off));
    }

    private SimulatedKey aws() {
        keys++;
        return clouds.awsKey(ARN + "1234abcd-12ab-34cd-56ef-%012x".formatted(keys), project);
    }

    private SimulatedKey google() {
        keys++;
        return clouds.googleKey(RING + "key-" + keys, project);
    }

    private void nowhere(String uri, String region, String principal) throws IOException, InterruptedException {
        says(
                check(uri),
                "DESCRIBE",
                "There is no key " + uri + " in " + region + " that " + principal
                        + " could see. Either its name or its region is wrong, or it was deleted.",
                uri.startsWith("arn:")
                        ? "aws kms describe-key --key-id " + uri + " --region " + region
                        : "gcloud kms keys describe ");
    }

    private static String command(String verb, SimulatedKey key) {
        return "aws kms " + verb + " --key-id " + key.name() + " --region eu-central-1";
    }

    private static String bind(SimulatedKey key, String account, String role) {
        return "gcloud kms keys add-iam-policy-binding " + place(key) + " --member=serviceAccount:" + account
                + " --role=roles/cloudkms." + role;
    }

    private static String place(SimulatedKey key) {
        return key.name().substring(RING.length()) + " --project=acme --location=europe-west3 --keyring=data";
    }

    /** Registers and checks it; answers with the key, which cannot be used yet. */
    private JsonNode check(String uri) throws IOException, InterruptedException {
        var path = "/projects/" + project + "/keys";
        var key = api.post(path, Map.of("name", "key-" + Math.floorMod(uri.hashCode(), 1_000_000), "uri", uri))
                .expect(201)
                .body();
        var checked = api.post(path + "/" + key.get("id").asText() + ":check", Map.of())
                .expect(200)
                .body();
        assertThat(checked.get("phase").asText()).as("%s", checked).isNotEqualTo("ACTIVE");
        return checked;
    }

    private static void says(JsonNode key, String step, String sentence, String patch) {
        var probe = StreamSupport.stream(key.get("probes").spliterator(), false)
                .filter(one -> one.get("step").asText().equals(step))
                .findFirst()
                .orElseThrow();
        assertThat(probe.get("sentence").asText()).as("%s", probe).isEqualTo(sentence);
        if (patch == null) {
            assertThat(probe.path("patch").asText("")).isEmpty();
        } else {
            assertThat(probe.get("patch").asText()).contains(patch);
        }
    }
}
