package io.kanesh.control.node.control;

import io.kanesh.control.node.ControlPlaneSeen;
import java.time.Duration;
import java.util.List;

/** Where control-plane processes register, and what was told of them to machines. */
public interface ControlPlaneStore {

    /** Says that this one lives, for the first time or again. */
    void beat(String id, String agentEndpoint);

    void remove(String id);

    /** Forgets those that were silent for so long. */
    void removeSilent(Duration silence);

    /**
     * All, by id.
     *
     * @param freshness how long a word that one lives holds
     */
    List<ControlPlaneSeen> all(Duration freshness);

    /** What was noted for this launch first; notes it when nothing was. */
    List<String> ofLaunch(String launch, List<String> endpoints);
}
