package io.kanesh.control.database;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the allow list of a cluster does on its nodes. */
public interface AllowList {

    /** Which nodes hold the list of the spec already. */
    List<OnNode> standing(Cluster cluster);

    /** Who is connected now, and would not be under this list. Asks every node, for ten seconds at most. */
    CompletableFuture<Cut> wouldCut(Cluster cluster, List<String> cidrs);

    /** @param waitingFor why the node does not hold it yet; null when it does */
    record OnNode(NodeId node, @Nullable String waitingFor) {}

    /**
     * @param clients by address and user
     * @param unanswered nodes that could not be asked, with the reason; who is connected to them is not known
     */
    record Cut(List<Client> clients, List<OnNode> unanswered) {}

    /** @param user empty for connections that have not logged in */
    record Client(NodeId node, String address, String user, int connections) {}
}
