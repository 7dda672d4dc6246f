package io.kanesh.control.database.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.UserDraft;
import io.kanesh.control.database.DatabaseUser;
import io.kanesh.control.database.DatabaseUsers;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.SameRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A database's users over HTTP. Every answer comes from the cluster itself, while the caller waits. */
@RestController
@RequestMapping("/api/v1/projects/{project}/clusters/{cluster}/users")
@Tag(name = "database", description = "Inside a cluster: users, allow lists, how programs connect")
class UserController {
    private final ClusterOfPath clusters;
    private final DatabaseUsers users;

    UserController(ClusterOfPath clusters, DatabaseUsers users) {
        this.clusters = clusters;
        this.users = users;
    }

    @GetMapping
    @Operation(
            operationId = "listDatabaseUsers",
            summary = "Every role of the database, those made by CQL among them",
            description = "Asked of the cluster while you wait: 503 says what did not answer.")
    CompletableFuture<Page<UserResponse>> list(
            Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster, Page.Request page) {
        String after = page.after();
        return users.list(cluster(caller, project, cluster)).thenApply(answer -> {
            List<DatabaseUser> found = Answers.orThrow(answer).stream()
                    .filter(user -> after == null || user.name().compareTo(after) > 0)
                    .limit(page.size() + 1L)
                    .toList();
            return Page.of(found, page, DatabaseUser::name).map(UserResponse::from);
        });
    }

    @PostMapping
    @Operation(
            operationId = "createDatabaseUser",
            summary = "Creates a user",
            description = "A password that was left out is made, and is in this answer only.")
    @ApiResponse(responseCode = "201")
    CompletableFuture<ResponseEntity<UserResponse>> create(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @RequestBody CreateUserRequest request) {
        Cluster into = cluster(caller, project, cluster);
        return users.create(into, request.toDraft(), caller.name())
                .thenApply(answer -> secret(HttpStatus.CREATED, project, cluster, Answers.orThrow(answer)));
    }

    @GetMapping("/{user}")
    @Operation(operationId = "getDatabaseUser", summary = "One role of the database")
    CompletableFuture<ResponseEntity<UserResponse>> get(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable String user) {
        return find(cluster(caller, project, cluster), user).thenApply(UserController::answer);
    }

    @PatchMapping("/{user}")
    @Operation(
            operationId = "updateDatabaseUser",
            summary = "Changes what a user may do, or its end",
            description = "A JSON merge patch (RFC 7396) of access and expiresAt. Holds within ten seconds.")
    CompletableFuture<ResponseEntity<UserResponse>> update(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable String user,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = UserRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        Cluster of = cluster(caller, project, cluster);
        return find(of, user)
                .thenCompose(SameRequest.carry(current -> {
                    ETags.check(ifMatch, current.version());
                    UserDraft wanted = patch.applyTo(UserRequest.from(current), UserRequest.class)
                            .toDraft();
                    return users.change(of, current, wanted, caller.name());
                }))
                .thenApply(changed -> answer(Answers.orThrow(changed)));
    }

    @DeleteMapping("/{user}")
    @Operation(
            operationId = "deleteDatabaseUser",
            summary = "Deletes a user and closes its connections",
            description = "Roles that were made by CQL are refused.")
    @ApiResponse(responseCode = "204")
    CompletableFuture<ResponseEntity<Void>> delete(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable String user,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Cluster of = cluster(caller, project, cluster);
        return find(of, user)
                .thenCompose(SameRequest.carry(current -> {
                    ETags.check(ifMatch, current.version());
                    return users.delete(of, current, caller.name());
                }))
                .thenApply(gone -> {
                    Answers.orThrow(gone);
                    return ResponseEntity.noContent().build();
                });
    }

    @PostMapping("/{user}:rotate")
    @Operation(
            operationId = "rotateDatabaseUser",
            summary = "Gives a user a new password",
            description =
                    "The present one holds for overlapSeconds beside it, so that no program has to stop. A password"
                            + " that was left out is made, and is in this answer only.")
    CompletableFuture<ResponseEntity<UserResponse>> rotate(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable ClusterId cluster,
            @PathVariable String user,
            @RequestBody RotatePasswordRequest request) {
        Cluster of = cluster(caller, project, cluster);
        return find(of, user)
                .thenCompose(SameRequest.carry(
                        current -> users.rotate(of, current, request.password(), request.overlap(), caller.name())))
                .thenApply(answer -> secret(HttpStatus.OK, project, cluster, Answers.orThrow(answer)));
    }

    private Cluster cluster(Caller caller, ProjectId project, ClusterId cluster) {
        return clusters.require(caller, Permission.ADMINISTER_DATABASE, project, cluster)
                .cluster();
    }

    private CompletableFuture<DatabaseUser> find(Cluster cluster, String name) {
        return users.find(cluster, name)
                .thenApply(answer -> Answers.orNotFound(Answers.orThrow(answer), "user", shown(name)));
    }

    /** A path may hold anything. */
    private static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 63 ? clean : clean.substring(0, 63) + "…";
    }

    private static ResponseEntity<UserResponse> answer(DatabaseUser user) {
        return ResponseEntity.ok().eTag(ETags.of(user.version())).body(UserResponse.from(user));
    }

    private static ResponseEntity<UserResponse> secret(
            HttpStatus status, ProjectId project, ClusterId cluster, DatabaseUsers.Secret secret) {
        var builder = ResponseEntity.status(status)
                .eTag(ETags.of(secret.user().version()))
                .cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            builder = builder.location(URI.create("/api/v1/projects/" + project.value() + "/clusters/" + cluster.value()
                    + "/users/" + secret.user().name()));
        }
        return builder.body(UserResponse.from(secret));
    }
}
