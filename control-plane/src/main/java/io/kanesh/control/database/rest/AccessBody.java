package io.kanesh.control.database.rest;

import io.kanesh.control.cluster.UserAccess;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a user may do in a keyspace, in requests and answers. */
@Schema(name = "DatabaseUserAccess")
record AccessBody(
        @Schema(description = "a keyspace, or * for all", example = "shop", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String keyspace,

        @Schema(description = "read rows, run functions") @Nullable
        Boolean read,

        @Schema(description = "write rows") @Nullable Boolean write,

        @Schema(description = "define tables, indexes, views, types, functions") @Nullable
        Boolean define,

        @Schema(description = "see masked columns as they are") @Nullable
        Boolean unmask) {

    UserAccess toAccess() {
        return new UserAccess(keyspace == null ? "" : keyspace, is(read), is(write), is(define), is(unmask));
    }

    private static boolean is(@Nullable Boolean said) {
        return said != null && said;
    }

    static AccessBody from(UserAccess access) {
        return new AccessBody(access.keyspace(), access.read(), access.write(), access.define(), access.unmask());
    }
}
