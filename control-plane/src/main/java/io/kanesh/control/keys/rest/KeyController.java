package io.kanesh.control.keys.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.keys.Keys;
import io.kanesh.control.keys.Keys.KeyView;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ETags;
import io.kanesh.control.web.MergePatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
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

/** Keys: register, look at, describe and forget them. */
@RestController
@RequestMapping("/api/v1/projects/{project}/keys")
@Tag(name = "keys", description = "Master keys: your own in a cloud's KMS, and those made for clusters")
class KeyController {
    private final Keys keys;
    private final Projects projects;

    KeyController(Keys keys, Projects projects) {
        this.keys = keys;
        this.projects = projects;
    }

    @PostMapping
    @Operation(
            operationId = "registerKey",
            summary = "Registers a key of one's own",
            description = "Nothing is asked of its KMS yet: paste the grant text, then check it.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = KeyResponse.class)))
    ResponseEntity<KeyResponse> register(
            Caller caller, @PathVariable ProjectId project, @RequestBody RegisterKeyRequest request) {
        enter(caller, Permission.ADMINISTER_KEYS, project);
        KeyView view = Answers.orThrow(keys.register(project, request.toDraft(), caller.name()));
        return ResponseEntity.created(URI.create("/api/v1/projects/" + project.value() + "/keys/"
                        + view.key().id().value()))
                .eTag(eTag(view))
                .body(KeyResponse.from(view, keys.advice(view.key())));
    }

    @GetMapping
    @Operation(operationId = "listKeys", summary = "Lists a project's keys, those of its clusters included")
    Page<KeyResponse> list(Caller caller, @PathVariable ProjectId project, Page.Request page) {
        enter(caller, Permission.VIEW, project);
        return keys.list(project, page).map(view -> KeyResponse.from(view, keys.advice(view.key())));
    }

    @GetMapping("/{key}")
    @Operation(operationId = "getKey", summary = "One key: what was registered, and what was last seen of it")
    ResponseEntity<KeyResponse> get(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.VIEW, project);
        return answer(find(project, key));
    }

    @PatchMapping("/{key}")
    @Operation(operationId = "updateKey", summary = "Changes name and description")
    ResponseEntity<KeyResponse> update(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable KeyId key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ChangeKeyRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        KeyView seen = find(project, key);
        ETags.check(ifMatch, seen.key().generation());
        var wanted = patch.applyTo(
                new ChangeKeyRequest(seen.key().name().value(), seen.key().description()), ChangeKeyRequest.class);
        return answer(Answers.orThrow(keys.change(
                project, key, wanted.name(), wanted.description(), seen.key().generation())));
    }

    @DeleteMapping("/{key}")
    @Operation(
            operationId = "deleteKey",
            summary = "Forgets a key on which nothing depends",
            description =
                    "Refused with the list of what depends on it; else the answer is the signed proof that nothing did."
                            + " The key in its KMS is left as it is.")
    KeyDeletionResponse delete(
            Caller caller,
            @PathVariable ProjectId project,
            @PathVariable KeyId key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        caller.require(Permission.ADMINISTER_KEYS, project);
        long generation = find(project, key).key().generation();
        ETags.check(ifMatch, generation);
        return KeyDeletionResponse.from(Answers.orThrow(keys.delete(project, key, generation, caller.name())));
    }

    @GetMapping("/{key}/usage")
    @Operation(operationId = "getKeyUsage", summary = "May this key be deleted? Yes, or the list of what depends on it")
    KeyUsageResponse usage(Caller caller, @PathVariable ProjectId project, @PathVariable KeyId key) {
        caller.require(Permission.VIEW, project);
        return KeyUsageResponse.from(find(project, key));
    }

    private void enter(Caller caller, Permission permission, ProjectId project) {
        caller.require(permission, project);
        Answers.orNotFound(projects.find(project), "project", project.value());
    }

    private KeyView find(ProjectId project, KeyId key) {
        return Answers.orNotFound(keys.find(project, key), "key", key.value());
    }

    private ResponseEntity<KeyResponse> answer(KeyView view) {
        return ResponseEntity.ok().eTag(eTag(view)).body(KeyResponse.from(view, keys.advice(view.key())));
    }

    private static String eTag(KeyView view) {
        return ETags.of(view.key().generation());
    }
}
