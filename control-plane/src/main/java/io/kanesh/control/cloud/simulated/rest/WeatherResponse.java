package io.kanesh.control.cloud.simulated.rest;

import io.kanesh.control.cloud.simulated.SimulatedCloud;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Clock and faults of the simulated cloud. */
@Schema(name = "SimulatedCloudResponse")
record WeatherResponse(
        @Schema(description = "seconds that pass for simulated machines in one second", example = "10")
        double speed,

        int failingCallsPercent,
        int throttledCallsPercent,
        int slowMachinesPercent,
        int deadMachinesPercent,

        @Schema(description = "room in each zone; null for any number") @Nullable
        Integer machinesPerZone,

        @Schema(description = "machines that have not ended")
        int machines) {

    static WeatherResponse from(SimulatedCloud cloud) {
        var weather = cloud.weather();
        return new WeatherResponse(
                weather.speed(),
                weather.failingCallsPercent(),
                weather.throttledCallsPercent(),
                weather.slowMachinesPercent(),
                weather.deadMachinesPercent(),
                weather.machinesPerZone(),
                cloud.machines().size());
    }
}
