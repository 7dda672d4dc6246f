package io.kanesh.control.access.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom the API takes you for. */
record MeResponse(
        @Schema(example = "tok_01kaj5r3w0h8xq2m4t6v9b1c3d", description = "of the token or the person")
        String id,

        @Schema(example = "admin") String name,
        List<GrantResponse> roles,

        @Schema(description = "the only permissions that count of the roles; null for all") @Nullable
        List<Permission> scopes) {

    static MeResponse from(Caller caller) {
        return new MeResponse(
                caller.id(),
                caller.name(),
                GrantResponse.from(caller.grants()),
                caller.scopes() == null
                        ? null
                        : caller.scopes().stream().sorted().toList());
    }
}
