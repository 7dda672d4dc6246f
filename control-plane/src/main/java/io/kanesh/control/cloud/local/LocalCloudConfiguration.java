package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.shared.KaneshHome;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the local cloud together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalCloudProperties.class)
class LocalCloudConfiguration {

    @Bean
    LocalSupervision localSupervision(KaneshHome home, InstantSource clock) {
        return new LocalSupervision(home.path(), clock);
    }

    @Bean
    CloudProvider localCloud(
            LocalSupervision supervision,
            LocalCloudProperties properties,
            InstantSource clock,
            RandomGenerator random) {
        return assemble(supervision, properties, MemoryGauge.ofThisComputer(), clock, random);
    }

    static CloudProvider assemble(
            LocalSupervision supervision,
            LocalCloudProperties properties,
            MemoryGauge memory,
            InstantSource clock,
            RandomGenerator random) {
        var processes = new ProcessTable();
        var agent = properties.agentCommand();
        var machines = new Machines(supervision.directories());
        var capacity = new Capacity(memory, processes, properties.memoryLimitMib());
        var addresses = new LoopbackAddresses(random, processes);
        supervision.start(
                new LocalInit(machines, processes, agent, addresses, clock),
                new LocalKmsProcess(supervision.home(), agent.agentHome().resolve("lib"), processes, clock));
        return new LocalCloud(machines, capacity, agent, clock, random, supervision::wakeUp);
    }
}
