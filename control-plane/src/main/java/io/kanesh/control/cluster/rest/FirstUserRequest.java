package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.UserAccess;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database user to make with a cluster. */
@Schema(name = "FirstUserRequest")
record FirstUserRequest(
        @Schema(
                description = "1 to 63 lower-case letters, digits and underscores, starting with a letter",
                example = "orders_app",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(description = "12 characters to 72 bytes; left out, one is made and shown once") @Nullable
        String password,

        @Schema(description = "to *, every keyspace, because none is there yet; nothing by default") @Nullable
        List<@Nullable FirstAccessRequest> access,

        @Schema(
                description = "when it can log in no more and its connections are closed; null for no end",
                example = "2031-01-01T00:00:00Z")
        @Nullable
        Instant expiresAt) {

    /** What it may do. */
    @Schema(name = "FirstAccessRequest")
    record FirstAccessRequest(
            @Schema(description = "*, every keyspace", example = "*", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String keyspace,

            @Schema(description = "read rows, run functions") @Nullable
            Boolean read,

            @Schema(description = "write rows") @Nullable Boolean write,

            @Schema(description = "define tables, indexes, views, types, functions") @Nullable
            Boolean define,

            @Schema(description = "see masked columns as they are") @Nullable
            Boolean unmask) {

        private UserAccess toAccess() {
            return new UserAccess(keyspace == null ? "" : keyspace, is(read), is(write), is(define), is(unmask));
        }

        private static boolean is(@Nullable Boolean said) {
            return said != null && said;
        }
    }

    UserDraft toDraft() {
        return new UserDraft(name, password, ClusterRequest.each(access, FirstAccessRequest::toAccess), expiresAt);
    }

    /** Of a cluster that is there, users are changed elsewhere. */
    static Answer<ClusterRequest> noneIn(ClusterRequest change) {
        return change.users() == null
                ? Answer.of(change)
                : Answer.refused(Problem.invalid(
                        "users",
                        "users-elsewhere",
                        "Users are given with a cluster's creation only; they are no part of its spec.",
                        "Create, change and delete them at …/clusters/{cluster}/users."));
    }

    @Override
    public String toString() {
        return "FirstUserRequest[" + name + ", password not shown]";
    }
}
