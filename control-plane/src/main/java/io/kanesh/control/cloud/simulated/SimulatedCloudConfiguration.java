package io.kanesh.control.cloud.simulated;

import io.kanesh.control.shared.KaneshHome;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the simulated cloud together when it is asked for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SimulatedSettings.class)
class SimulatedCloudConfiguration {

    @Bean
    @ConditionalOnProperty("kanesh.simulated")
    SimulatedCloud simulatedCloud(
            SimulatedSettings settings,
            @Value("${kanesh.second:false}") boolean second,
            KaneshHome home,
            InstantSource clock,
            RandomGenerator random) {
        if (second) {
            throw new IllegalStateException(
                    "Simulated machines live inside one control plane: start the second one without KANESH_SIMULATED, or only one.");
        }
        return new SimulatedCloud(home.path().resolve("simulated"), settings.simulatedSpeed(), clock, random).started();
    }
}
