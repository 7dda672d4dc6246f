package io.kanesh.control.cloud.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the local cloud.
 *
 * @param agentHome the machine image's agent: {@code lib/*.jar}, perhaps {@code conf/jvm.options}
 * @param engineHome the machine image's engine: {@code lib/*.jar}, {@code conf/*.options}
 * @param agentMainClass main class of the agent
 * @param memoryLimitMib what all local machines together may need, MiB; unset: whatever this computer has free
 */
@ConfigurationProperties("kanesh.local")
record LocalCloudProperties(
        @DefaultValue("data-node/agent/target/image") Path agentHome,
        @DefaultValue("data-node/engine/target/image") Path engineHome,
        @DefaultValue("io.kanesh.agent.AgentMain") String agentMainClass,
        @Nullable Long memoryLimitMib) {

    AgentCommand agentCommand() {
        return new AgentCommand(agentHome.toAbsolutePath(), engineHome.toAbsolutePath(), agentMainClass);
    }
}
