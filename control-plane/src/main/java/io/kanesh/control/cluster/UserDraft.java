package io.kanesh.control.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as somebody wants it; nothing checked.
 *
 * @param password null to have one made
 * @param expiresAt null for no end
 */
public record UserDraft(
        @Nullable String name,
        @Nullable String password,
        @Nullable List<@Nullable UserAccess> access,
        @Nullable Instant expiresAt) {

    @Override
    public String toString() {
        return "UserDraft[" + name + ", password not shown]";
    }
}
