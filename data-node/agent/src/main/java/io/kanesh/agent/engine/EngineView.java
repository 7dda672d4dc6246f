package io.kanesh.agent.engine;

import org.jspecify.annotations.Nullable;

/**
 * One consistent look at the engine, for reports.
 *
 * @param status the engine's latest answer; null when there is none
 * @param appliedGeneration generation of the configuration that the node has converged to; 0 for none
 */
public record EngineView(
        EngineLife life, @Nullable EngineStatus status, EngineHistory history, long appliedGeneration) {}
