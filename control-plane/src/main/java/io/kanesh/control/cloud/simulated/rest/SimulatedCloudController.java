package io.kanesh.control.cloud.simulated.rest;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Permission;
import io.kanesh.control.cloud.simulated.SimulatedCloud;
import io.kanesh.control.cloud.simulated.SimulatedMachine;
import io.kanesh.control.cloud.simulated.SimulatedMachine.Fault;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.MergePatch;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The simulated cloud from behind: its clock, its faults, its machines. */
@RestController
@RequestMapping("/api/v1/simulated-cloud")
@Tag(name = "simulated cloud", description = "Clock and faults of the provider 'simulated'; nothing in it is real")
class SimulatedCloudController {
    private final ObjectProvider<SimulatedCloud> cloud;

    SimulatedCloudController(ObjectProvider<SimulatedCloud> cloud) {
        this.cloud = cloud;
    }

    @GetMapping
    @Operation(
            operationId = "getSimulatedCloud",
            summary = "Shows clock and faults of the simulated cloud",
            description = "404 unless the control plane runs with KANESH_SIMULATED=true.")
    WeatherResponse get(Caller caller) {
        return WeatherResponse.from(cloudFor(caller));
    }

    @PatchMapping
    @Operation(
            operationId = "updateSimulatedCloud",
            summary = "Sets clock and faults of the simulated cloud",
            description = "From now on; what has happened to a machine at its launch stays.")
    WeatherResponse update(
            Caller caller,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = UpdateWeatherRequest.class)))
                    @RequestBody
                    MergePatch patch) {
        var here = cloudFor(caller);
        var current = UpdateWeatherRequest.from(here.weather());
        here.become(patch.applyTo(current, UpdateWeatherRequest.class).toWeather());
        return WeatherResponse.from(here);
    }

    @GetMapping("/machines")
    @Operation(operationId = "listSimulatedMachines", summary = "Lists the simulated machines that have not ended")
    Page<SimulatedMachineResponse> machines(Caller caller, Page.Request page) {
        var after = page.after();
        var found = cloudFor(caller).machines().stream()
                .filter(machine -> after == null || machine.machine().id().compareTo(after) > 0)
                .limit(page.size() + 1L)
                .toList();
        return Page.of(found, page, machine -> machine.machine().id()).map(SimulatedMachineResponse::from);
    }

    @PostMapping("/machines/{machine}:lose")
    @Operation(operationId = "loseSimulatedMachine", summary = "Lets a simulated machine vanish with all it had")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> lose(
            Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.LOSE);
    }

    @PostMapping("/machines/{machine}:crash-engine")
    @Operation(operationId = "crashSimulatedEngine", summary = "Ends a simulated engine; it is started again by itself")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> crash(
            Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.CRASH_ENGINE);
    }

    @PostMapping("/machines/{machine}:cut")
    @Operation(operationId = "cutSimulatedMachine", summary = "Cuts a simulated agent's way to the control plane")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> cut(Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.CUT);
    }

    @PostMapping("/machines/{machine}:mend")
    @Operation(
            operationId = "mendSimulatedMachine",
            summary = "Gives a simulated agent its way to the control plane back")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> mend(
            Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.MEND);
    }

    @PostMapping("/machines/{machine}:deny-key")
    @Operation(operationId = "denySimulatedKey", summary = "Lets a simulated node's key be refused: it seals itself")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> deny(
            Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.DENY_KEY);
    }

    @PostMapping("/machines/{machine}:grant-key")
    @Operation(operationId = "grantSimulatedKey", summary = "Gives a simulated node its key back")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> grant(
            Caller caller, @PathVariable @Parameter(example = "sim-0a1b2c3d4e5f6071") String machine) {
        return befall(caller, machine, Fault.GRANT_KEY);
    }

    private ResponseEntity<Void> befall(Caller caller, String machine, Fault fault) {
        var here = cloudFor(caller);
        SimulatedMachine found = Answers.orNotFound(here.machine(machine), "machine", machine);
        here.befall(found.machine().id(), fault);
        return ResponseEntity.noContent().build();
    }

    private SimulatedCloud cloudFor(Caller caller) {
        caller.requireEverywhere(Permission.ADMINISTER_INSTALLATION);
        var here = cloud.getIfAvailable();
        if (here == null) {
            throw new ProblemException(
                    Problem.of("simulated-cloud-off", Kind.NOT_FOUND, "This installation has no simulated cloud.")
                            .withHint("Start the control plane with KANESH_SIMULATED=true."));
        }
        return here;
    }
}
