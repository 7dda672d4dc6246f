package io.kanesh.control.database.rest;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.database.DatabaseUser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a user can be changed. */
@Schema(name = "DatabaseUserRequest")
record UserRequest(
        @Schema(description = "each keyspace once, at most 100; none by default") @Nullable
        List<@Nullable AccessBody> access,

        @Schema(
                description = "when it can log in no more and its connections are closed; null for no end",
                example = "2031-01-01T00:00:00Z")
        @Nullable
        Instant expiresAt) {

    UserDraft toDraft() {
        return new UserDraft(null, null, accessOf(access), expiresAt);
    }

    static @Nullable List<@Nullable UserAccess> accessOf(@Nullable List<@Nullable AccessBody> bodies) {
        if (bodies == null) {
            return null;
        }
        var access = new ArrayList<@Nullable UserAccess>();
        for (AccessBody body : bodies) {
            access.add(body == null ? null : body.toAccess());
        }
        return access;
    }

    /** What a merge patch is applied to. */
    static UserRequest from(DatabaseUser user) {
        List<@Nullable AccessBody> access = new ArrayList<>();
        user.access().forEach(held -> access.add(AccessBody.from(held)));
        return new UserRequest(access, user.expiresAt());
    }
}
