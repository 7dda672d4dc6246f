package io.kanesh.control.cloud.simulated;

import io.kanesh.control.shared.KaneshHome;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
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
            SimulatedSettings settings, KaneshHome home, InstantSource clock, RandomGenerator random) {
        return new SimulatedCloud(home.path().resolve("simulated"), settings.simulatedSpeed(), clock, random).started();
    }
}
