package io.kanesh.kms;

import io.kanesh.kms.ProbeResult.Step;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries everything with a master key that a node will need of it, once, with an identity's own client: describe, generate,
 * decrypt, decrypt in another context (which must fail), encrypt, rewrap. Nothing is stored and no error is thrown: what went
 * wrong is in the results.
 */
public final class KeyProbe {

    private final Kms kms;
    private final KeyReference key;
    private final EncryptionContext context;
    private final List<ProbeResult> results = new ArrayList<>();
    private @Nullable GeneratedKey generated;

    private KeyProbe(Kms kms, KeyReference key, EncryptionContext context) {
        this.kms = kms;
        this.key = key;
        this.context = context;
    }

    /**
     * One result per step, in their order.
     *
     * @param context what a node of the project would bind a key to; at least one entry
     */
    public static List<ProbeResult> run(Kms kms, KeyReference key, EncryptionContext context) {
        var probe = new KeyProbe(kms, key, context);
        probe.attempt(Step.DESCRIBE, probe::describe);
        probe.attempt(Step.GENERATE, probe::generate);
        probe.attempt(Step.DECRYPT, probe::decrypt);
        probe.attempt(Step.WRONG_CONTEXT, probe::wrongContext);
        probe.attempt(Step.ENCRYPT, probe::encrypt);
        probe.attempt(Step.RE_ENCRYPT, probe::reEncrypt);
        var made = probe.generated;
        if (made != null) {
            made.secret().destroy();
        }
        return List.copyOf(probe.results);
    }

    @FunctionalInterface
    private interface Attempt {
        ProbeResult run();
    }

    private void attempt(Step step, Attempt attempt) {
        try {
            results.add(attempt.run());
        } catch (KmsFault fault) {
            results.add(ProbeResult.fault(step, fault));
        }
    }

    private ProbeResult describe() {
        var description = kms.describe(key);
        var requestId = description.receipt().requestId();
        if (!description.purposeFits()) {
            return ProbeResult.wrong(
                    Step.DESCRIBE, "KeyUsage", "The key's kind is " + description.purpose(), requestId);
        }
        if (!description.state().usable()) {
            return ProbeResult.wrong(
                    Step.DESCRIBE, description.state().name(), "The key's state is " + description.state(), requestId);
        }
        return ProbeResult.passed(
                Step.DESCRIBE,
                description.purpose() + (description.external() ? ", key material outside the cloud" : ""),
                requestId);
    }

    private ProbeResult generate() {
        var made = kms.generateDataKey(key, context);
        generated = made;
        return ProbeResult.passed(
                Step.GENERATE, made.wrapped().keyVersion(), made.receipt().requestId());
    }

    private ProbeResult decrypt() {
        var made = generated;
        if (made == null) {
            return ProbeResult.skipped(Step.DECRYPT);
        }
        var answer = kms.decrypt(made.wrapped(), context);
        try (var again = answer.secret()) {
            var requestId = answer.receipt().requestId();
            return same(made.secret(), again)
                    ? ProbeResult.passed(Step.DECRYPT, "", requestId)
                    : ProbeResult.wrong(Step.DECRYPT, "OtherPlaintext", "The KMS gave back another key", requestId);
        }
    }

    /** Only one entry is changed, so that a key policy that conditions on the project still lets the call through. */
    private ProbeResult wrongContext() {
        var made = generated;
        if (made == null) {
            return ProbeResult.skipped(Step.WRONG_CONTEXT);
        }
        var other = new TreeMap<>(context.entries());
        other.put(other.lastKey(), other.get(other.lastKey()) + "-other");
        try {
            var answer = kms.decrypt(made.wrapped(), EncryptionContext.of(other));
            answer.secret().destroy();
            return ProbeResult.wrong(
                    Step.WRONG_CONTEXT,
                    "ContextIgnored",
                    "The KMS unwrapped a key in a context that it was not wrapped in",
                    answer.receipt().requestId());
        } catch (KmsFault fault) {
            return fault.faultClass() == FaultClass.TAMPER
                    ? ProbeResult.passed(Step.WRONG_CONTEXT, "refused: " + fault.code(), fault.requestId())
                    : ProbeResult.fault(Step.WRONG_CONTEXT, fault);
        }
    }

    private ProbeResult encrypt() {
        var made = generated;
        if (made == null) {
            return ProbeResult.skipped(Step.ENCRYPT);
        }
        kms.encrypt(key, made.secret(), context);
        return ProbeResult.passed(Step.ENCRYPT, "", "");
    }

    private ProbeResult reEncrypt() {
        var made = generated;
        if (made == null) {
            return ProbeResult.skipped(Step.RE_ENCRYPT);
        }
        kms.reEncrypt(made.wrapped(), context, key, context);
        return ProbeResult.passed(Step.RE_ENCRYPT, "", "");
    }

    private static boolean same(SecretBytes one, SecretBytes other) {
        return one.<Boolean>use(first -> other.use(second -> MessageDigest.isEqual(first, second)));
    }
}
