package io.kanesh.control.database.rest;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.database.AllowList.Cut;
import io.kanesh.control.database.AllowList.OnNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allow list of a cluster. */
@Schema(name = "AllowListResponse")
record AllowListResponse(
        List<String> allowedCidrs,

        @Schema(description = "whether every node enforces exactly this list now")
        boolean enforced,

        List<NodeListResponse> nodes) {

    /** A node's part in it. */
    @Schema(name = "AllowListNode")
    record NodeListResponse(
            String nodeId,

            @Schema(description = "why the node does not enforce it yet; null when it does") @Nullable
            String waitingFor) {

        static NodeListResponse from(OnNode node) {
            return new NodeListResponse(node.node().value(), node.waitingFor());
        }
    }

    /** What a change would do. */
    @Schema(name = "AllowListPreview")
    record PreviewResponse(
            @Schema(description = "the list as it would be written down")
            List<String> allowedCidrs,

            @Schema(description = "connections that would be closed")
            List<ClientResponse> wouldClose,

            @Schema(description = "nodes that could not be asked: who is connected to them is not known")
            List<NodeListResponse> unanswered) {

        static PreviewResponse from(List<String> cidrs, Cut cut) {
            return new PreviewResponse(
                    cidrs,
                    cut.clients().stream()
                            .map(client -> new ClientResponse(
                                    client.node().value(),
                                    client.address(),
                                    client.user().isEmpty() ? null : client.user(),
                                    client.connections()))
                            .toList(),
                    cut.unanswered().stream().map(NodeListResponse::from).toList());
        }
    }

    /** Connections from one address with one user to one node. */
    @Schema(name = "ConnectedClient")
    record ClientResponse(
            String nodeId,
            String address,

            @Schema(description = "null for connections that have not logged in") @Nullable
            String user,

            int connections) {}

    static AllowListResponse from(Cluster cluster, List<OnNode> nodes) {
        return new AllowListResponse(
                cluster.spec().allowedCidrs(),
                nodes.stream().allMatch(node -> node.waitingFor() == null),
                nodes.stream().map(NodeListResponse::from).toList());
    }
}
