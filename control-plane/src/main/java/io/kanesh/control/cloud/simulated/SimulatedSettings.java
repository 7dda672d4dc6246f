package io.kanesh.control.cloud.simulated;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the simulated cloud.
 *
 * @param simulated whether there is one
 * @param simulatedSpeed how many seconds pass for its machines in one of ours, 0.1 to 1000
 */
@ConfigurationProperties("kanesh")
record SimulatedSettings(
        @DefaultValue("false") boolean simulated,
        @DefaultValue("1") double simulatedSpeed) {}
