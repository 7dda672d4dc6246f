package io.kanesh.kms.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.KeyProbe;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.ProbeResult.Step;
import io.kanesh.kms.ProbeResult.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a probe finds, permission by permission. */
class KeyProbeTest {
    private static final KeyReference KEY = KeyReference.parse("kanesh-local://here/one");
    private static final EncryptionContext CONTEXT =
            EncryptionContext.of(Map.of("kanesh:project", "prj_1", "kanesh:purpose", "probe"));

    private final LocalKmsServer server;
    private final LocalKmsAdmin admin;

    KeyProbeTest(@TempDir Path home) throws IOException {
        server = LocalKmsServer.start(home, 0, InstantSource.system(), new SecureRandom());
        admin = LocalKmsAdmin.of(home);
        admin.createKey(KEY);
        permit(Grant.ALL);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void permit(Set<String> operations) {
        admin.setGrants(KEY, List.of(new Grant("prj_1/*", operations, Map.of("kanesh:project", "prj_1"))));
    }

    private Map<Step, ProbeResult> probe() {
        var settings = Map.of(
                "address", server.address().toString(),
                "principal", "prj_1/probe",
                "secret", admin.createIdentity("prj_1/probe"));
        try (var kms = KmsProvider.openFor(KEY, settings)) {
            var results = KeyProbe.run(kms, KEY, CONTEXT);
            // What crosses to another process comes back as it was.
            assertThat(ProbeResult.fromValues(ProbeResult.toValues(results))).isEqualTo(results);
            return results.stream().collect(Collectors.toMap(ProbeResult::step, result -> result));
        }
    }

    @Test
    void everythingPassesWithAllPermissions() {
        var results = probe();

        assertThat(results).hasSize(Step.values().length);
        assertThat(results.values()).allMatch(result -> result.verdict() == Verdict.PASSED);
        assertThat(results.get(Step.WRONG_CONTEXT).words()).contains("InvalidCiphertext");
    }

    @ParameterizedTest
    @CsvSource({"describe,DESCRIBE", "generate,GENERATE", "decrypt,DECRYPT", "encrypt,ENCRYPT", "re-encrypt,RE_ENCRYPT"
    })
    void aMissingPermissionFailsItsOwnStep(String operation, Step step) {
        var left = new TreeSet<>(Grant.ALL);
        left.remove(operation);
        permit(left);

        var result = probe().get(step);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.faultClass()).isEqualTo("REVOKED");
        assertThat(result.words()).contains("prj_1/probe may not " + operation);
        assertThat(result.requestId()).isNotEmpty();
    }

    @Test
    void whatNeedsAGeneratedKeyIsSkippedWithoutOne() {
        admin.setState(KEY, KeyState.PENDING_DELETION);

        var results = probe();

        assertThat(results.get(Step.DESCRIBE).code()).isEqualTo("PENDING_DELETION");
        assertThat(results.get(Step.GENERATE).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(results.get(Step.RE_ENCRYPT).verdict()).isEqualTo(Verdict.SKIPPED);
    }
}
