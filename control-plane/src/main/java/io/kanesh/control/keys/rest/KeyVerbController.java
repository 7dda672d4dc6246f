package io.kanesh.control.keys.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.keys.Keys;
import io.kanesh.control.keys.Keys.KeyView;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is done with keys. */
@RestController
@RequestMapping("/api/v1/projects/{project}")
@Tag(name = "keys")
class KeyVerbController {
    private final Keys keys;
    private final Projects projects;

    KeyVerbController(Keys keys, Projects projects) {
        this.keys = keys;
        this.projects = projects;
    }

    @GetMapping("/keys:grant-text")
    @Operation(
            operationId = "getKeyGrantText",
            summary = "Exactly what to paste so that this project's nodes may use a key",
            description = "Least privilege: one identity per project, bound to the project in every call. The key need"
                    + " not be registered.")
    GrantTextResponse grantText(
            Caller caller,
            @PathVariable ProjectId project,
            @Parameter(description = "aws, gcp or local; by default what the uri says", example = "aws")
                    @RequestParam(required = false)
                    @Nullable
                    String provider,
            @Parameter(
                            description = "the key's name in its KMS",
                            example = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                    @RequestParam(required = false)
                    @Nullable
                    String uri) {
        enter(caller, Permission.VIEW, project);
        return GrantTextResponse.from(Answers.orThrow(keys.grantText(project, provider, uri)));
    }

    @PostMapping("/keys/{key}:check")
    @Operation(
            operationId = "checkKey",
            summary = "Tries every operation that a node will need, with the project's own identity",
            description =
                    "Describe, generate, decrypt, decrypt in another context (must fail), encrypt, rewrap; each"
                            + " with its result, and with the exact patch when it failed. A key whose check has passed is ACTIVE.")
    KeyResponse check(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        return response(Answers.orThrow(keys.check(project, key)));
    }

    @PostMapping("/keys/{key}:rotate")
    @Operation(
            operationId = "rotateKey",
            summary = "Makes new material where that is ours to do, and lets every node wrap its key anew",
            description = "The material of a key in a cloud is rotated there, by its owner; nodes then wrap under the"
                    + " newest. No data is rewritten, nothing restarts. Location names the operation.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")))
    ResponseEntity<KeyResponse> rotate(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        OperationId operation = Answers.orThrow(keys.rotate(project, key, caller.name()));
        return accepted(operation, project, key);
    }

    @PostMapping("/keys/{key}:revoke")
    @Operation(
            operationId = "revokeKey",
            summary = "Switches the data off, at once",
            description =
                    "Seals every node that uses the key, through us; a key of the local KMS is also disabled there."
                            + " Logins and permissions in the database do not matter. Restore takes it back, with nothing lost.")
    KeyResponse revoke(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        return response(Answers.orThrow(keys.revoke(project, key, caller.name())));
    }

    @PostMapping("/keys/{key}:restore")
    @Operation(operationId = "restoreKey", summary = "Takes a revocation back; nodes serve again by themselves")
    KeyResponse restore(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        return response(Answers.orThrow(keys.restore(project, key, caller.name())));
    }

    @PostMapping("/keys/{key}:drill")
    @Operation(
            operationId = "drillKey",
            summary = "Rehearses the loss of a key and its return",
            description = "Played by the nodes' leases, not in the key's KMS. Nodes really seal and really come back;"
                    + " the report has the measured times. Location names the operation.")
    @ApiResponse(
            responseCode = "202",
            headers = @Header(name = "Location", description = "the operation", schema = @Schema(type = "string")))
    ResponseEntity<KeyResponse> drill(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable KeyId key,
            @RequestBody DrillRequest request) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        OperationId operation = Answers.orThrow(keys.drill(project, key, request.toDraft(), caller.name()));
        return accepted(operation, project, key);
    }

    @GetMapping("/keys/{key}/drills")
    @Operation(operationId = "listKeyDrills", summary = "The newest rehearsals, the newest first")
    Page<DrillResponse> drills(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.VIEW, project);
        Answers.orNotFound(keys.find(project, key), "key", key.value());
        return new Page<>(keys.drills(key).stream().map(DrillResponse::from).toList(), null);
    }

    @GetMapping("/key-deletions")
    @Operation(
            operationId = "listKeyDeletions",
            summary = "Signed proofs about keys that are gone",
            description = "Of keys that were deleted here, and of provider-managed ones that went with their clusters.")
    Page<KeyDeletionResponse> deletions(Caller caller, @PathVariable ProjectId project, Page.Request page) {
        enter(caller, Permission.READ_AUDIT, project);
        return keys.deletions(project, page).map(KeyDeletionResponse::from);
    }

    @GetMapping("/key-policy")
    @Operation(operationId = "getKeyPolicy", summary = "What the project demands of its clusters' encryption")
    KeyPolicyResponse policy(Caller caller, @PathVariable ProjectId project) {
        enter(caller, Permission.VIEW, project);
        return KeyPolicyResponse.from(keys.policy(project));
    }

    @PutMapping("/key-policy")
    @Operation(
            operationId = "putKeyPolicy",
            summary = "Demands keys of one's own, or AES-256, of every cluster from now on",
            description = "Clusters that exist are left as they are until their encryption is changed.")
    KeyPolicyResponse demand(
            Caller caller,
            @PathVariable ProjectId project,
            @jakarta.validation.Valid @RequestBody KeyPolicyRequest request) {
        enter(caller, Permission.ADMINISTER_PROJECT, project);
        return KeyPolicyResponse.from(keys.demand(project, request.toPolicy(), caller.name()));
    }

    private void enter(Caller caller, Permission permission, ProjectId project) {
        caller.require(permission, project);
        Answers.orNotFound(projects.find(project), "project", project.value());
    }

    private ResponseEntity<KeyResponse> accepted(OperationId operation, ProjectId project, KeyId key) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/operations/" + operation.value()))
                .body(response(Answers.orNotFound(keys.find(project, key), "key", key.value())));
    }

    private KeyResponse response(KeyView view) {
        return KeyResponse.from(view, keys.advice(view.key()));
    }
}
