package io.kanesh.control.cluster.control;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.control.certificates.Succession;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that every node lets in whom its cluster's spec lets in. Level-triggered, so a node that joins later, or one whose
 * row an interrupted change has missed, is told at the next round.
 */
@Component
class Admission {
    private final ClusterStore store;
    private final Nodes nodes;
    private final Succession succession;

    Admission(ClusterStore store, Nodes nodes, Succession succession) {
        this.store = store;
        this.nodes = nodes;
        this.succession = succession;
    }

    /** Without effect when everything is as it should be, or the cluster is gone. */
    @Transactional
    void keep(ClusterId id) {
        store.find(id).ifPresent(cluster -> {
            var access = new ClientAccess(cluster.spec().allowedCidrs(), succession.generation(id));
            nodes.ofCluster(id).stream()
                    .filter(node -> !node.access().equals(access))
                    .forEach(node -> nodes.admit(node.spec().id(), access));
        });
    }
}
