package io.kanesh.agent.engine;

import io.kanesh.agent.api.EngineSettings;
import org.jspecify.annotations.Nullable;

/**
 * An engine process as the agent remembers it, durable from its start on.
 *
 * @param settings what it was started with; null for one that was found running without a record of it
 */
public record EngineRecord(
        ProcessIdentity process, @Nullable EngineSettings settings) {}
