package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.control.MemoryClusterStore;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;

/** One cluster and its nodes, for the runbooks' contract. */
class ClusterWorldBase {
    final MemoryClusterStore clusters = new MemoryClusterStore();
    final MemoryNodes nodes;
    final MemoryClusterKeys keys = new MemoryClusterKeys();
    final NodeEncryption encryption;

    ClusterWorldBase() {
        this(new MemoryNodes());
    }

    ClusterWorldBase(MemoryNodes nodes) {
        this.nodes = nodes;
        encryption = new NodeEncryption(clusters, nodes, keys);
        clusters.insert(Samples.fresh());
        keys.reserve(Samples.PROJECT, Samples.CLUSTER, Offers.OWN_KEY, "orders", "local-1", "test");
    }

    public Subject subject() {
        return new Subject("cluster", Samples.CLUSTER.value());
    }

    public List<Runbook<?>> children() {
        return List.of(
                nodes.standIn(
                        ProvisionNodeInput.RUNBOOK,
                        ProvisionNodeInput.class,
                        ProvisionNodeInput::node,
                        this::launch,
                        node -> nodes.machine(node, null)),
                nodes.standIn(
                        ReleaseNodeInput.RUNBOOK,
                        ReleaseNodeInput.class,
                        ReleaseNodeInput::node,
                        nodes::forget,
                        node -> {}));
    }

    /** A node's address is made of its number, so that the same node always gets the same one. */
    void launch(NodeId node) {
        nodes.machine(node, "127.0.1." + node.value().charAt(node.value().length() - 1));
    }
}
