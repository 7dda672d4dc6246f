package io.kanesh.control.node;

import java.time.Duration;
import java.util.Map;

/**
 * Something that a run wants to know of a node, or wants it to do and hear how far it is. Asked as tasks of its agent.
 *
 * @param name the same for every asking of the same question; unique to the run's step
 * @param kind and {@code parameters}: the task, see {@link io.kanesh.agent.api.AgentTask}
 * @param freshFor how old an answer may be before it is asked for again
 * @param fence of the step that asks
 */
public record NodeQuestion(String name, String kind, Map<String, String> parameters, Duration freshFor, long fence) {
    public NodeQuestion {
        parameters = Map.copyOf(parameters);
    }
}
