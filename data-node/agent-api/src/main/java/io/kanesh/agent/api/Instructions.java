package io.kanesh.agent.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /agent/v1/instructions?generation=G&waitSeconds=S}: a long poll. It answers at once when a configuration newer
 * than {@code G} or an unfinished task exists, otherwise after {@code S} seconds with an empty answer.
 *
 * @param configuration the whole desired configuration, or null when the agent already has it
 * @param tasks tasks without a result yet; delivered again until one arrives, so each must be safe to run twice
 * @param endpoints base URLs of every agent endpoint that is alive, whoever answers among them; empty when an older control plane
 *     does not say
 */
public record Instructions(
        @Nullable DesiredConfiguration configuration, List<AgentTask> tasks, List<String> endpoints) {

    public Instructions {
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }

    /** Without a word about endpoints. */
    public Instructions(@Nullable DesiredConfiguration configuration, List<AgentTask> tasks) {
        this(configuration, tasks, List.of());
    }
}
