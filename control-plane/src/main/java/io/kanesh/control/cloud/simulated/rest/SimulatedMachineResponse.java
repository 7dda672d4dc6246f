package io.kanesh.control.cloud.simulated.rest;

import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.simulated.SimulatedMachine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A simulated machine. */
record SimulatedMachineResponse(
        @Schema(example = "sim-0a1b2c3d4e5f6071") String id,
        Machine.State state,
        @Nullable String stateReason,
        String region,
        String zone,
        String instanceType,
        @Schema(example = "198.18.0.7") @Nullable String address,
        Map<String, String> tags,
        @Schema(example = "SERVING") String engineState,
        int engineRestarts,

        @Schema(description = "whether its agent's way to the control plane is cut")
        boolean cut,

        boolean enrolled) {

    static SimulatedMachineResponse from(SimulatedMachine seen) {
        var machine = seen.machine();
        return new SimulatedMachineResponse(
                machine.id(),
                machine.state(),
                machine.stateReason(),
                machine.region(),
                machine.zone(),
                machine.instanceType(),
                machine.address(),
                machine.tags(),
                seen.engineState(),
                seen.engineRestarts(),
                seen.isCut(),
                seen.hasEnrolled());
    }
}
