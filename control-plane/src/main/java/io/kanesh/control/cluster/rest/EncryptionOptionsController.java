package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.keys.Keys;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a cluster that is to be created may choose for its encryption. */
@RestController
@Tag(name = "keys")
class EncryptionOptionsController {
    private final Keys keys;
    private final Catalog catalog;
    private final Projects projects;

    EncryptionOptionsController(Keys keys, Catalog catalog, Projects projects) {
        this.keys = keys;
        this.catalog = catalog;
        this.projects = projects;
    }

    @GetMapping("/api/v1/projects/{project}/encryption-options")
    @Operation(
            operationId = "getEncryptionOptions",
            summary = "What a new cluster may choose for its encryption: whose key, which algorithm, and the way there",
            description =
                    "Zero steps with the provider-managed key, six with a key of one's own; what a key costs; what"
                            + " the project demands. There is no cluster without encryption.")
    EncryptionOptionsResponse options(Caller caller, @PathVariable ProjectId project) {
        caller.require(Permission.VIEW, project);
        Answers.orNotFound(projects.find(project), "project", project.value());
        return EncryptionOptionsResponse.from(keys.onboardings(project), keys.policy(project), catalog);
    }
}
