package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.shared.ResourceChanged;
import org.jspecify.annotations.Nullable;

/** What people asked for of a key, as the audit trail keeps it; what was only observed of it is not here. */
record KeyAsked(String name, String description, String uri, boolean revoked) {

    static KeyAsked of(Cmk key) {
        return new KeyAsked(
                key.name().value(), key.description(), key.reference().uri(), key.locked());
    }

    /** A change of what was asked for; null before it was made, and after it was deleted. */
    static ResourceChanged change(@Nullable Cmk before, @Nullable Cmk after, String reason, String message) {
        Cmk key = after == null ? java.util.Objects.requireNonNull(before) : after;
        var cluster = key.madeFor();
        return new ResourceChanged(
                        "key",
                        key.id().value(),
                        key.project(),
                        cluster == null ? null : cluster.value(),
                        reason,
                        message)
                .from(before == null ? null : of(before), after == null ? null : of(after));
    }
}
