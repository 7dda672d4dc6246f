package io.kanesh.kms.envelope.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.envelope.FakeKms;
import io.kanesh.kms.envelope.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoratorsTest {

    private static final KeyReference KEY = KeyReference.parse("kanesh-local://here/one");
    private static final EncryptionContext CONTEXT = EncryptionContext.of(Map.of("node", "nd_1"));

    @TempDir
    Path folder;

    private final FakeKms kms = new FakeKms();

    @Test
    void everyRequestIsCountedAndTimed() {
        var seen = new ArrayList<String>();
        var time = new AtomicLong();
        var metered = new MeteredKms(
                kms,
                (operation, outcome, took) -> seen.add(operation + " " + outcome + " " + took.toMillis()),
                () -> time.getAndAdd(5_000_000));
        var generated = metered.generateDataKey(KEY, CONTEXT);
        metered.decrypt(generated.wrapped(), CONTEXT).secret().destroy();
        kms.faults.add(FaultClass.REVOKED);
        assertThatThrownBy(() -> metered.describe(KEY)).isInstanceOf(KmsFault.class);
        assertThat(seen).containsExactly("generate OK 5", "decrypt OK 5", "describe REVOKED 5");
    }

    @Test
    void anOutageIsTriedAgainADenialIsNot() {
        var pauses = new ArrayList<Duration>();
        var retrying = new RetryingKms(kms, 4, Duration.ofMillis(100), pauses::add, new Random(1));
        kms.faults.addAll(List.of(FaultClass.OUTAGE, FaultClass.OUTAGE));
        assertThat(retrying.describe(KEY).purposeFits()).isTrue();
        assertThat(kms.calls).isEqualTo(3);
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.toMillis() >= 1 && pause.toMillis() <= 200);

        for (var answer : List.of(FaultClass.REVOKED, FaultClass.TAMPER, FaultClass.UNCLEAR)) {
            kms.calls = 0;
            kms.faults.add(answer);
            assertThatThrownBy(() -> retrying.describe(KEY)).isInstanceOf(KmsFault.class);
            assertThat(kms.calls).isEqualTo(1);
        }

        kms.calls = 0;
        kms.faults.addAll(List.of(FaultClass.OURS, FaultClass.OURS, FaultClass.OURS));
        assertThatThrownBy(() -> retrying.describe(KEY)).isInstanceOf(KmsFault.class);
        assertThat(kms.calls).as("stale credentials are refreshed once").isEqualTo(2);
        kms.faults.clear();

        kms.calls = 0;
        kms.faults.addAll(java.util.Collections.nCopies(9, FaultClass.OUTAGE));
        assertThatThrownBy(() -> retrying.describe(KEY)).isInstanceOf(KmsFault.class);
        assertThat(kms.calls).isEqualTo(4);
    }

    @Test
    void aStopEndsTheWaiting() {
        var retrying = new RetryingKms(
                kms,
                4,
                Duration.ofMillis(100),
                time -> {
                    throw new InterruptedException();
                },
                new Random(1));
        kms.faults.add(FaultClass.OUTAGE);
        assertThatThrownBy(() -> retrying.describe(KEY)).isInstanceOf(KmsFault.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void everyCallAndEveryRefusalIsOneLine() throws IOException {
        var path = folder.resolve("audit");
        try (var trail = AuditTrail.open(path, InstantSource.system())) {
            var audited = new AuditedKms(kms, trail, "nd_1", "validate");
            var generated = audited.generateDataKey(KEY, CONTEXT);
            audited.decrypt(generated.wrapped(), CONTEXT).secret().destroy();
            kms.faults.add(FaultClass.REVOKED);
            assertThatThrownBy(() -> audited.decrypt(generated.wrapped(), CONTEXT))
                    .isInstanceOf(KmsFault.class);
        }
        var lines = Files.readAllLines(path);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains("\"decrypt\"", "request-2", KEY.uri(), "validate", "\"OK\"");
        assertThat(lines.get(2)).contains("REVOKED", "request-3");
    }

    @Test
    void withoutALineTheKeyIsWiped() throws IOException {
        var trail = AuditTrail.open(folder.resolve("audit"), InstantSource.system());
        var audited = new AuditedKms(kms, trail, "nd_1", "start");
        var wrapped = kms.generateDataKey(KEY, CONTEXT).wrapped();
        trail.close();
        assertThatThrownBy(() -> audited.decrypt(wrapped, CONTEXT))
                .isInstanceOfSatisfying(
                        KmsFault.class, fault -> assertThat(fault.code()).isEqualTo("AuditTrailUnwritable"));
    }

    @Test
    void whatWouldNotOpenAgainIsNeverHandedOut() {
        var verified = new VerifiedKms(kms);
        var made = verified.generateDataKey(KEY, CONTEXT);
        assertThat(kms.calls).isEqualTo(2);
        verified.encrypt(KEY, made.secret(), CONTEXT);

        kms.garbles = true;
        assertThatThrownBy(() -> verified.generateDataKey(KEY, CONTEXT)).hasMessageContaining("gave back another key");
        assertThatThrownBy(() -> verified.encrypt(KEY, made.secret(), CONTEXT))
                .hasMessageContaining("gave back another key");
        kms.faults.addAll(List.of(FaultClass.REVOKED));
        assertThatThrownBy(() -> verified.generateDataKey(KEY, CONTEXT)).isInstanceOf(KmsFault.class);
    }
}
