package io.kanesh.agent.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/tasks/{id}/result}.
 *
 * @param error null on success, else one sentence that says what happened and what would help
 */
public record TaskResult(boolean succeeded, @Nullable String error, Map<String, String> values) {}
