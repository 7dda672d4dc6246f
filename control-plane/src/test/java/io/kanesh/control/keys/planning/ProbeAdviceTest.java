package io.kanesh.control.keys.planning;

import io.kanesh.control.Golden;
import io.kanesh.control.keys.Advice;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.ProbeResult.Step;
import io.kanesh.kms.ProbeResult.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every failure with its sentence and its patch, for each kind of key, as a text that a key's owner could judge. */
class ProbeAdviceTest {
    private static final ProjectId PROJECT = new ProjectId("prj_01h00000000000000000000000");
    private static final Identities IDENTITIES = new Identities("111122223333", "kanesh-cloud");
    private static final List<String> KEYS = List.of(
            "arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "projects/acme/locations/europe-west3/keyRings/ring/cryptoKeys/orders",
            "kanesh-local://local-1/orders");

    @Test
    void everyFailureHasItsSentenceAndItsPatch() throws IOException {
        var text = new StringBuilder();
        for (String uri : KEYS) {
            KeyReference key = KeyReference.parse(uri);
            String principal = IDENTITIES
                    .principal(io.kanesh.control.keys.KeyProvider.of(key), PROJECT)
                    .match(found -> found, problems -> "");
            text.append("==== ").append(uri).append('\n');
            failures().forEach((what, result) -> {
                Advice advice = ProbeAdvice.of(result, key, principal, PROJECT);
                text.append("-- ")
                        .append(what)
                        .append('\n')
                        .append(advice.sentence())
                        .append('\n');
                if (advice.patch() != null) {
                    text.append(advice.patch()).append('\n');
                }
            });
        }
        Golden.assertFresh(Path.of("src/test/resources/golden/probe-advice.txt"), text.toString());
    }

    private static Map<String, ProbeResult> failures() {
        var failures = new TreeMap<String, ProbeResult>();
        for (Step step : Step.values()) {
            failures.put("denied " + step, failed(step, "REVOKED", "AccessDenied", "no permission"));
        }
        failures.put("wrong key or region", failed(Step.DESCRIBE, "REVOKED", "NotFoundException", "does not exist"));
        failures.put("asymmetric", failed(Step.DESCRIBE, "", "KeyUsage", "The key's kind is RSA_2048"));
        failures.put("pending deletion", failed(Step.DESCRIBE, "", "PENDING_DELETION", "The key's state is it"));
        failures.put("disabled", failed(Step.DESCRIBE, "", "DISABLED", "The key's state is DISABLED"));
        failures.put("disabled at use", failed(Step.GENERATE, "REVOKED", "DisabledException", "Disabled"));
        failures.put("destroyed", failed(Step.DESCRIBE, "", "DESTROYED", "The key's state is DESTROYED"));
        failures.put("no material", failed(Step.DESCRIBE, "", "PENDING_IMPORT", "The key's state is it"));
        failures.put("context ignored", failed(Step.WRONG_CONTEXT, "", "ContextIgnored", "unwrapped"));
        failures.put("no answer", failed(Step.GENERATE, "OUTAGE", "Timeout", "no answer in 5 s"));
        failures.put("identity refused", failed(Step.DESCRIBE, "OURS", "ExpiredToken", "expired"));
        return failures;
    }

    private static ProbeResult failed(Step step, String faultClass, String code, String words) {
        return new ProbeResult(step, Verdict.FAILED, faultClass, code, words, "request-1");
    }
}
