package io.kanesh.control.keys.planning;

import io.kanesh.control.keys.Advice;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.ProbeResult.Step;
import io.kanesh.kms.ProbeResult.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each probe what it showed, and exactly what the key's owner has to do when it failed. */
public final class ProbeAdvice {
    private static final Set<String> NOT_FOUND = Set.of("NotFound", "NotFoundException", "NOT_FOUND");

    private final KeyReference key;
    private final String principal;
    private final Map<String, String> names;

    private ProbeAdvice(KeyReference key, String principal, ProjectId project) {
        this.key = key;
        this.principal = principal;
        this.names = Grants.names(key, principal, project);
    }

    public static Advice of(ProbeResult result, KeyReference key, String principal, ProjectId project) {
        return new ProbeAdvice(key, principal, project).of(result);
    }

    private Advice of(ProbeResult result) {
        if (result.verdict() == Verdict.PASSED) {
            return new Advice(result, passed(result.step()), null);
        }
        if (result.verdict() == Verdict.SKIPPED) {
            return new Advice(result, "Not tried: it needs a data key, and none could be generated.", null);
        }
        return switch (result.faultClass()) {
            case "" -> ofAnswer(result);
            case "REVOKED" -> ofRefusal(result);
            case "OURS" ->
                new Advice(
                        result,
                        "The KMS does not accept our identity " + principal + " itself: " + result.words(),
                        KeyPatches.trust(key, names));
            case "TAMPER" ->
                new Advice(
                        result,
                        "The KMS could not open what it had just wrapped: " + result.words()
                                + ". Nothing in a policy changes that; ask the KMS's operator.",
                        null);
            default ->
                new Advice(
                        result,
                        "The KMS gave no answer that settles it: " + result.words()
                                + ". This is not a missing permission. Check again when it answers.",
                        null);
        };
    }

    private static String passed(Step step) {
        return switch (step) {
            case DESCRIBE -> "The key is enabled, and it is a symmetric key for encryption.";
            case GENERATE -> "A data key was generated.";
            case DECRYPT -> "It was unwrapped again.";
            case WRONG_CONTEXT -> "In another context it was refused, as it must be.";
            case ENCRYPT -> "A key from elsewhere can be wrapped: nodes can change to this key.";
            case RE_ENCRYPT -> "A wrapped key can be wrapped anew: rotation will work.";
        };
    }

    /** The KMS answered, and the answer says that the key will not do. */
    private Advice ofAnswer(ProbeResult result) {
        return switch (result.code()) {
            case "KeyUsage" ->
                new Advice(
                        result,
                        "This is not a symmetric key for encryption and decryption: " + result.words()
                                + ". A key's kind cannot be changed: make another one.",
                        KeyPatches.create(key, names));
            case "PENDING_DELETION", "PENDING_REPLICA_DELETION" ->
                new Advice(
                        result,
                        "The key is pending deletion: when that ends, everything under it is unreadable for ever."
                                + " Cancel the deletion, or register another key.",
                        KeyPatches.cancelDeletion(key, names));
            case "DISABLED" -> new Advice(result, "The key is disabled. Enable it.", KeyPatches.enable(key, names));
            case "PENDING_IMPORT" ->
                new Advice(result, "The key has no material yet: import it, then check again.", null);
            case "DESTROYED" ->
                new Advice(result, "The key's material is destroyed. No key can be used or brought back.", null);
            case "ContextIgnored" ->
                new Advice(
                        result,
                        "The KMS unwrapped a key in a context in which it was not wrapped. Such a key binds nothing to"
                                + " this project, so it is refused.",
                        null);
            default -> new Advice(result, "The key cannot be used: " + result.words() + ".", null);
        };
    }

    private Advice ofRefusal(ProbeResult result) {
        if (NOT_FOUND.contains(result.code())) {
            return new Advice(
                    result,
                    "There is no key " + key.uri() + " in " + key.region() + " that " + principal
                            + " could see. Either its name or its region is wrong, or it was deleted.",
                    KeyPatches.look(key, names));
        }
        if (result.words().contains("Disabled") || result.words().contains("DISABLED")) {
            return new Advice(result, "The key is disabled. Enable it.", KeyPatches.enable(key, names));
        }
        if (result.words().contains("PENDING_DELETION") || result.words().contains("pending deletion")) {
            return new Advice(result, "The key is pending deletion.", KeyPatches.cancelDeletion(key, names));
        }
        return new Advice(
                result, principal + " may not " + permission(result.step()) + " with this key.", patch(result.step()));
    }

    private String permission(Step step) {
        boolean isAws = KeyProvider.of(key) == KeyProvider.AWS;
        return switch (step) {
            case DESCRIBE ->
                isAws ? "kms:DescribeKey" : "see the state of the key, which is needed to tell why a call fails,";
            case GENERATE -> isAws ? "kms:GenerateDataKey" : "make keys";
            case DECRYPT, WRONG_CONTEXT -> isAws ? "kms:Decrypt" : "decrypt";
            case ENCRYPT -> isAws ? "kms:Encrypt" : "encrypt";
            case RE_ENCRYPT -> isAws ? "kms:ReEncryptFrom and kms:ReEncryptTo" : "wrap anew";
        };
    }

    private @Nullable String patch(Step step) {
        return switch (KeyProvider.of(key)) {
            case AWS -> awsStatement(step);
            case GCP ->
                KeyPatches.bind(
                        names,
                        step == Step.DESCRIBE ? "roles/cloudkms.viewer" : "roles/cloudkms.cryptoKeyEncrypterDecrypter");
            case LOCAL -> "./kanesh kms grant " + names.get("uri") + " " + names.get("project");
        };
    }

    private String awsStatement(Step step) {
        if (step == Step.DESCRIBE) {
            return Templates.fill("aws-describe-statement.json", names);
        }
        var with = new HashMap<>(names);
        with.put(
                "action",
                switch (step) {
                    case GENERATE -> "kms:GenerateDataKey";
                    case ENCRYPT -> "kms:Encrypt";
                    case RE_ENCRYPT -> "kms:ReEncrypt*";
                    default -> "kms:Decrypt";
                });
        return Templates.fill("aws-statement.json", with);
    }
}
