package io.kanesh.control.cluster.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cluster.Explanations;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why a cluster is as it is. */
@RestController
@Tag(name = "clusters")
class ExplanationController {
    private final Explanations explanations;

    ExplanationController(Explanations explanations) {
        this.explanations = explanations;
    }

    @GetMapping("/api/v1/projects/{project}/clusters/{cluster}/plan")
    @Operation(
            operationId = "getClusterPlan",
            summary = "Explains what is to be done to a cluster and why, or why nothing is",
            description = "The plan that the next round of the reconciler makes; asking starts nothing.")
    ExplanationResponse get(Caller caller, @PathVariable ProjectId project, @PathVariable ClusterId cluster) {
        caller.require(Permission.VIEW, project);
        return ExplanationResponse.from(
                Answers.orNotFound(explanations.explain(project, cluster), "cluster", cluster.value()));
    }
}
