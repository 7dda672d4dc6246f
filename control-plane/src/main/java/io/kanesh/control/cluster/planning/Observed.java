package io.kanesh.control.cluster.planning;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster's world at one moment.
 *
 * @param nodes every node registered for it
 * @param activeRun null when nothing is changing it
 * @param lastRun the newest run that ended; null when none has
 */
public record Observed(
        List<ObservedNode> nodes,
        @Nullable ActiveRun activeRun,
        @Nullable EndedRun lastRun) {

    /**
     * @param address null until its machine has one
     * @param serving its engine answers queries, as of a fresh report
     * @param waitingFor why it does not serve; one sentence
     * @param key what it last said of its keys; null when that is not known now
     * @param lastWord what it said of its keys before it fell silent; null while it is not silent
     */
    public record ObservedNode(
            NodeId id,
            String dataCenter,
            String rack,
            @Nullable String address,
            boolean serving,
            @Nullable String waitingFor,
            @Nullable KeyReport key,
            @Nullable KeyReport lastWord) {
        public ObservedNode(
                NodeId id,
                String dataCenter,
                String rack,
                @Nullable String address,
                boolean serving,
                @Nullable String waitingFor) {
            this(id, dataCenter, rack, address, serving, waitingFor, null, null);
        }
    }

    /** @param why what went wrong; null after a success */
    public record EndedRun(
            OperationId id,
            ActiveRun.Kind kind,
            boolean succeeded,
            @Nullable String why) {}

    public Observed {
        nodes = List.copyOf(nodes);
    }
}
