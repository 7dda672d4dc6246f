package io.kanesh.control.keys;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be asked of a key, and whether it would be accepted now. */
public enum KeyAction {
    UPDATE,
    CHECK,
    ROTATE,
    REVOKE,
    RESTORE,
    DRILL,
    DELETE;

    /** @param reason why not; null when allowed */
    public record Permission(KeyAction action, @Nullable String reason) {}

    /** Every action, in the order of this enumeration. */
    public static List<Permission> permissions(Cmk key, List<Dependent> dependents) {
        return Stream.of(values())
                .map(action -> new Permission(
                        action,
                        action.refusal(key, dependents).map(Problem::message).orElse(null)))
                .toList();
    }

    /** Why it would be refused now; empty when it is allowed. The facade refuses by exactly this. */
    public Optional<Problem> refusal(Cmk key, List<Dependent> dependents) {
        boolean isDestroyed = key.phase() == KeyPhase.DESTROYED;
        return switch (this) {
            case UPDATE, CHECK -> Optional.empty();
            case ROTATE ->
                key.phase() == KeyPhase.ACTIVE
                        ? Optional.empty()
                        : Optional.of(Problem.of(
                                "key-not-active",
                                Kind.CONFLICT,
                                "The key is " + key.phase() + "; only an ACTIVE one is rotated."));
            case DRILL -> drill(key, dependents);
            case REVOKE ->
                key.locked()
                        ? Optional.of(Problem.of("key-already-revoked", Kind.CONFLICT, "The key is revoked already."))
                        : isDestroyed
                                ? Optional.of(Problem.of("key-destroyed", Kind.CONFLICT, "The key is destroyed."))
                                : Optional.empty();
            case RESTORE ->
                key.locked()
                        ? Optional.empty()
                        : Optional.of(Problem.of(
                                        "key-not-revoked",
                                        Kind.CONFLICT,
                                        "The key was not revoked here, so there is nothing to restore.")
                                .withHint("What was switched off in the KMS is switched on there; nodes notice by"
                                        + " themselves within a minute."));
            case DELETE -> delete(key, dependents);
        };
    }

    private static Optional<Problem> drill(Cmk key, List<Dependent> dependents) {
        if (key.phase() != KeyPhase.ACTIVE) {
            return Optional.of(Problem.of(
                    "key-not-active",
                    Kind.CONFLICT,
                    "The key is " + key.phase() + "; a drill needs nodes that are well."));
        }
        return dependents.isEmpty()
                ? Optional.of(Problem.of("key-not-used", Kind.CONFLICT, "No node uses the key."))
                : Optional.empty();
    }

    private static Optional<Problem> delete(Cmk key, List<Dependent> dependents) {
        if (key.providerManaged() && !dependents.isEmpty()) {
            return Optional.of(Problem.of(
                            "key-in-use",
                            Kind.CONFLICT,
                            "This provider-managed key goes with its cluster: " + Dependent.words(dependents) + ".")
                    .withHint("Delete the cluster, or change it to another key first."));
        }
        return dependents.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                                "key-in-use",
                                Kind.CONFLICT,
                                "The key cannot be deleted: " + Dependent.words(dependents) + ".")
                        .withHint("Change those clusters to another key (PATCH encryption.keyId), or delete them;"
                                + " GET …/usage has the whole list."));
    }
}
