package io.kanesh.control.keys;

import java.util.List;

/**
 * Input of the runbook {@link #RUNBOOK}.
 *
 * @param kind of the agent protocol's drill
 * @param nodeIds whom it concerns
 * @param until RFC 3339; no node plays it longer
 */
public record DrillKeyInput(String keyId, String projectId, String kind, List<String> nodeIds, String until) {
    public static final String RUNBOOK = "drill-key";

    public DrillKeyInput {
        nodeIds = List.copyOf(nodeIds);
    }
}
