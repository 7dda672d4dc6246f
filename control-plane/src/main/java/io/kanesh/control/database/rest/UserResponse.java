package io.kanesh.control.database.rest;

import io.kanesh.control.database.DatabaseUser;
import io.kanesh.control.database.DatabaseUsers.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as the cluster itself says. */
@Schema(name = "DatabaseUserResponse")
record UserResponse(
        @Schema(example = "orders_app") String name,

        @Schema(description = "KANESH, or CQL for a role that was made by CQL: shown, and left alone")
        Origin origin,

        boolean canLogin,
        boolean superuser,
        List<AccessBody> access,

        @Schema(description = "granted by CQL beyond whole keyspaces", example = "[\"SELECT on data/shop/stock\"]")
        List<String> otherPermissions,

        @Schema(description = "roles whose permissions it has too")
        List<String> memberOf,

        @Nullable Instant expiresAt,

        @Schema(description = "until when the password before the last rotation holds") @Nullable
        Instant formerPasswordUntil,

        @Schema(description = "to the minute") @Nullable Instant lastLoginAt,

        @Nullable String lastLoginFrom,

        @Schema(description = "only in the answer that made it, and in no other") @Nullable
        String password) {

    enum Origin {
        KANESH,
        CQL
    }

    static UserResponse from(DatabaseUser user) {
        return of(user, null);
    }

    static UserResponse from(Secret secret) {
        return of(secret.user(), secret.madePassword());
    }

    private static UserResponse of(DatabaseUser user, @Nullable String password) {
        return new UserResponse(
                user.name(),
                user.managed() ? Origin.KANESH : Origin.CQL,
                user.canLogin(),
                user.superuser(),
                user.access().stream().map(AccessBody::from).toList(),
                user.otherPermissions(),
                user.memberOf(),
                user.expiresAt(),
                user.formerSecretUntil(),
                user.lastLoginAt(),
                user.lastLoginFrom(),
                password);
    }

    @Override
    public String toString() {
        return "UserResponse[" + name + ", password not shown]";
    }
}
