package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;

/** Tells engines to run or to be stopped, as what they are. */
final class EngineSwitch {
    private EngineSwitch() {}

    /** Every engine that was ever configured. */
    static Outcome all(Nodes nodes, ClusterId cluster, EngineState state, long fence) {
        int told = 0;
        for (Node node : nodes.ofCluster(cluster)) {
            told += one(nodes, node.spec().id(), state, fence) ? 1 : 0;
        }
        return Outcome.done(told + " told");
    }

    /** False when there is no such node, or it has never had settings: then there is nothing to switch. */
    static boolean one(Nodes nodes, NodeId id, EngineState state, long fence) {
        EngineSettings settings = nodes.find(id).map(Node::engine).orElse(null);
        if (settings == null) {
            return false;
        }
        nodes.configure(id, state, settings, fence);
        return true;
    }
}
