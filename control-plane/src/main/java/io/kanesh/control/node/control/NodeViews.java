package io.kanesh.control.node.control;

import io.kanesh.control.node.ClusterOwners;
import io.kanesh.control.node.Node;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What customers see: nodes by project and cluster. */
@Component
public class NodeViews {
    private final NodeStore store;
    private final ObjectProvider<ClusterOwners> owners;
    private final Freshness freshness;

    NodeViews(NodeStore store, ObjectProvider<ClusterOwners> owners, Freshness freshness) {
        this.store = store;
        this.owners = owners;
        this.freshness = freshness;
    }

    /** Empty when the project has no such cluster. */
    public Optional<Page<Node>> page(ProjectId project, ClusterId cluster, Page.Request page) {
        return ownerOf(cluster)
                .filter(project::equals)
                .map(owner -> store.page(cluster, page).map(state -> state.toNode(freshness.since())));
    }

    /** Empty when the project's cluster has no such node. */
    public Optional<Node> find(ProjectId project, ClusterId cluster, NodeId node) {
        return store.find(node)
                .filter(state -> state.spec().cluster().equals(cluster))
                .filter(state -> state.spec().project().equals(project))
                .map(state -> state.toNode(freshness.since()));
    }

    /** Who knows clusters is asked; the nodes themselves know their project too. */
    private Optional<ProjectId> ownerOf(ClusterId cluster) {
        ClusterOwners known = owners.getIfAvailable();
        return known != null
                ? known.ownerOf(cluster)
                : store.ofCluster(cluster).stream()
                        .findFirst()
                        .map(state -> state.spec().project());
    }
}
