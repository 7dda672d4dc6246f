package io.kanesh.control.node.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.node.control.ControlPlanes;
import io.kanesh.control.shared.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The processes of this installation over HTTP. */
@RestController
@RequestMapping("/api/v1/control-planes")
@Tag(name = "control planes", description = "The control-plane processes that share this installation's database")
class ControlPlaneController {
    private final ControlPlanes controlPlanes;

    ControlPlaneController(ControlPlanes controlPlanes) {
        this.controlPlanes = controlPlanes;
    }

    @GetMapping
    @Operation(
            operationId = "listControlPlanes",
            summary = "Lists the control planes of this installation",
            description =
                    "With those that fell silent within the last hour: they died, hang, or cannot reach the database.")
    Page<ControlPlaneResponse> list(Caller caller, Page.Request page) {
        caller.requireEverywhere(Permission.ADMINISTER_INSTALLATION);
        var after = page.after();
        var all = controlPlanes.all().stream()
                .map(ControlPlaneResponse::from)
                .filter(one -> after == null || one.id().compareTo(after) > 0)
                .limit(page.size() + 1L)
                .toList();
        return Page.of(all, page, ControlPlaneResponse::id);
    }
}
