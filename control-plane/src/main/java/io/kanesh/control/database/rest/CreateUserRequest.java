package io.kanesh.control.database.rest;

import io.kanesh.control.cluster.UserDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user to create. */
@Schema(name = "CreateDatabaseUserRequest")
record CreateUserRequest(
        @Schema(
                description = "1 to 63 lower-case letters, digits and underscores, starting with a letter",
                example = "orders_app",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(description = "12 characters to 72 bytes; left out, one is made and shown once") @Nullable
        String password,

        @Schema(description = "each keyspace once, at most 100; none by default") @Nullable
        List<@Nullable AccessBody> access,

        @Schema(
                description = "when it can log in no more and its connections are closed; null for no end",
                example = "2031-01-01T00:00:00Z")
        @Nullable
        Instant expiresAt) {

    UserDraft toDraft() {
        return new UserDraft(name, password, UserRequest.accessOf(access), expiresAt);
    }

    @Override
    public String toString() {
        return "CreateUserRequest[" + name + ", password not shown]";
    }
}
