package io.kanesh.control.node.control;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where nodes are kept. */
public interface NodeStore {

    /** Without effect when a node with this id is there. */
    void insertUnlessThere(NodeSpec spec, Instant now);

    Optional<NodeState> find(NodeId node);

    List<NodeState> ofCluster(ClusterId cluster);

    Page<NodeState> page(ClusterId cluster, Page.Request page);

    /**
     * Changes a node under a lock on its row, in the caller's transaction or one of its own. What {@code change} throws rolls
     * back and leaves.
     *
     * @return the node after the change; empty when there is none
     */
    Optional<NodeState> change(NodeId node, UnaryOperator<NodeState> change);

    void delete(NodeId node);

    /** Those of {@code waiting} for which there may be something new: a higher generation than the given, or an open task. */
    List<NodeId> withNews(Collection<Waiting> waiting, Instant tasksDeliveredBefore, Instant now);

    /** Enrolled nodes whose last report came before that moment. */
    List<NodeState> silentSince(Instant moment);

    /** Of nodes of these clusters, reports that came after that moment; in the order of the nodes' ids. */
    List<KeptReport> reportsSince(Instant moment, Collection<ClusterId> clusters);

    /** A node's last report. */
    record KeptReport(ClusterId cluster, NodeReport report, Instant reportedAt) {}

    /** A node that waits for a configuration newer than a generation. */
    record Waiting(NodeId node, long generation) {}
}
