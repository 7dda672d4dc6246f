package io.kanesh.control.database.control;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.Cidr;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.database.AllowList;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The allow list as nodes report and answer. */
@Component
class AskedAllowList implements AllowList {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Nodes nodes;
    private final ClusterAgents agents;

    AskedAllowList(Nodes nodes, ClusterAgents agents) {
        this.nodes = nodes;
        this.agents = agents;
    }

    /** As the engine's answer has it. */
    private record Connected(String address, String user, int connections) {}

    @Override
    public List<OnNode> standing(Cluster cluster) {
        return nodes.ofCluster(cluster.id()).stream()
                .map(node -> new OnNode(node.spec().id(), waitingFor(node, cluster)))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable String waitingFor(Node node, Cluster cluster) {
        if (!node.access().allowedCidrs().equals(cluster.spec().allowedCidrs())) {
            return "the next round of the reconciler, within 10 s";
        }
        if (!node.isReportFresh()) {
            return "its agent, which is silent; it enforces the list that it had";
        }
        return node.isUpToDate() ? null : "its agent to hand the list to its engine";
    }

    @Override
    public CompletableFuture<Cut> wouldCut(Cluster cluster, List<String> cidrs) {
        List<Cidr> allowed = cidrs.stream().map(Cidr::parse).toList();
        var asked = new ArrayList<CompletableFuture<Cut>>();
        for (Node node : nodes.ofCluster(cluster.id())) {
            asked.add(
                    ClusterAgents.serves(node)
                            ? agents.one(node, AgentTask.CLIENTS, Map.of())
                                    .thenApply(answer -> cut(node.spec().id(), answer, allowed))
                            : CompletableFuture.completedFuture(
                                    unanswered(node.spec().id(), "it does not serve")));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(all -> {
            var clients = new ArrayList<Client>();
            var unanswered = new ArrayList<OnNode>();
            for (CompletableFuture<Cut> part : asked) {
                clients.addAll(part.join().clients());
                unanswered.addAll(part.join().unanswered());
            }
            return new Cut(clients, unanswered);
        });
    }

    private static Cut cut(NodeId node, Answer<Map<String, String>> answer, List<Cidr> allowed) {
        return answer.match(
                values -> new Cut(
                        connected(values).stream()
                                .filter(client ->
                                        allowed.stream().noneMatch(network -> network.contains(client.address())))
                                .map(client -> new Client(node, client.address(), client.user(), client.connections()))
                                .toList(),
                        List.of()),
                problems -> unanswered(node, problems.get(0).message()));
    }

    private static List<Connected> connected(Map<String, String> values) {
        return JSON.readValue(values.getOrDefault("clients", "[]"), new TypeReference<List<Connected>>() {});
    }

    private static Cut unanswered(NodeId node, String why) {
        return new Cut(List.of(), List.of(new OnNode(node, why)));
    }
}
