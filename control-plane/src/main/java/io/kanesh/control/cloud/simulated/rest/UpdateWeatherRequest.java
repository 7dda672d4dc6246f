package io.kanesh.control.cloud.simulated.rest;

import io.kanesh.control.cloud.simulated.Weather;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** A merge patch of it. */
@Schema(name = "UpdateSimulatedCloudRequest")
record UpdateWeatherRequest(
        @DecimalMin("0.1")
        @DecimalMax("1000")
        @Schema(description = "seconds that pass for simulated machines in one second", example = "10")
        double speed,

        @Min(0) @Max(100) @Schema(description = "of the cloud's calls fail and may be repeated")
        int failingCallsPercent,

        @Min(0) @Max(100) @Schema(description = "of the cloud's calls are refused for a second")
        int throttledCallsPercent,

        @Min(0) @Max(100) @Schema(description = "of the machines launched from now on take 20 times as long to start")
        int slowMachinesPercent,

        @Min(0) @Max(100) @Schema(description = "of the machines launched from now on never start")
        int deadMachinesPercent,

        @Min(0) @Schema(description = "room in each zone; null for any number") @Nullable
        Integer machinesPerZone) {

    static UpdateWeatherRequest from(Weather weather) {
        return new UpdateWeatherRequest(
                weather.speed(),
                weather.failingCallsPercent(),
                weather.throttledCallsPercent(),
                weather.slowMachinesPercent(),
                weather.deadMachinesPercent(),
                weather.machinesPerZone());
    }

    Weather toWeather() {
        return new Weather(
                speed,
                failingCallsPercent,
                throttledCallsPercent,
                slowMachinesPercent,
                deadMachinesPercent,
                machinesPerZone);
    }
}
