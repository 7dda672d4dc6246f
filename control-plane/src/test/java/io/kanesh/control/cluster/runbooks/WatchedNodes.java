package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.runbooks.MaintenanceInvariant.Broken;
import io.kanesh.control.node.FenceTooLow;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Nodes that lose calls now and then, refuse replaced writers, and notice what must never happen. */
final class WatchedNodes implements Nodes {
    private final MemoryNodes nodes;
    private final MaintenanceFlaw flaw;
    private final IntUnaryOperator luck;
    private final Map<String, Long> fences = new HashMap<>();
    private final Set<String> repaired = new HashSet<>();
    private final Set<String> joined = new HashSet<>();
    private boolean pausing;

    /** @param luck a number below the given one */
    WatchedNodes(MemoryNodes nodes, MaintenanceFlaw flaw, IntUnaryOperator luck) {
        this.nodes = nodes;
        this.flaw = flaw;
        this.luck = luck;
    }

    /** A call, or its answer, got lost. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** From now on engines may be stopped together, or not. */
    void pausing(boolean wanted) {
        pausing = wanted;
    }

    @Override
    public void register(NodeSpec spec) {
        nodes.register(spec);
    }

    @Override
    public Optional<Node> find(NodeId node) {
        return nodes.find(node).map(this::seen);
    }

    @Override
    public List<Node> ofCluster(ClusterId cluster) {
        return nodes.ofCluster(cluster).stream().map(this::seen).toList();
    }

    private Node seen(Node node) {
        return switch (flaw) {
            case ALL_SEEMS_WHOLE -> nodes.asServing(node);
            case STOPPED_TOO_EARLY -> node.engineState() == EngineState.STOPPED ? nodes.asStopped(node) : node;
            default -> node;
        };
    }

    @Override
    public void configure(NodeId node, EngineState state, @Nullable EngineSettings settings, long fence) {
        long newest = fences.getOrDefault(node.value(), 0L);
        if (fence < newest && flaw != MaintenanceFlaw.NODES_IGNORE_FENCES) {
            throw new FenceTooLow(node.value(), fence, newest);
        }
        if (fence < newest) {
            throw new Broken(MaintenanceInvariant.NODES_OBEY_THE_LAST_WRITER, fence + " came after " + newest);
        }
        if (luck.applyAsInt(12) == 0) {
            throw new Lost();
        }
        fences.put(node.value(), fence);
        before(node, state, settings);
        nodes.configure(node, state, settings, fence);
        if (luck.applyAsInt(12) == 0) {
            throw new Lost();
        }
    }

    private void before(NodeId id, EngineState state, @Nullable EngineSettings settings) {
        Node node = nodes.find(id).orElseThrow();
        boolean changes = node.engineState() != state || !Objects.equals(node.engine(), settings);
        if (nodes.serves(id) && changes && !pausing) {
            List<String> away = nodes.ofCluster(Samples.CLUSTER).stream()
                    .filter(other -> !other.spec().id().equals(id))
                    .filter(other -> other.engine() != null && other.engineState() == EngineState.RUNNING)
                    .filter(other -> !nodes.serves(other.spec().id()))
                    .map(other -> other.spec().id().value())
                    .toList();
            if (!away.isEmpty()) {
                throw new Broken(
                        MaintenanceInvariant.NEVER_BELOW_QUORUM_BY_OUR_OWN_HAND,
                        id.value() + " was taken away while " + away + " was");
            }
        }
        // A paused cluster's engines start again without fetching anything.
        if (settings != null
                && settings.replaceAddress() != null
                && state == EngineState.RUNNING
                && joined.add(id.value())) {
            joins(id, settings, settings.replaceAddress());
        }
    }

    private void joins(NodeId id, EngineSettings settings, String lost) {
        for (Node other : nodes.ofCluster(Samples.CLUSTER)) {
            EngineSettings theirs = other.engine();
            if (theirs == null || other.spec().id().equals(id)) {
                continue;
            }
            if (theirs.initialTokens().equals(settings.initialTokens())) {
                throw new Broken(
                        MaintenanceInvariant.TOKENS_HAVE_ONE_OWNER,
                        other.spec().id().value() + " is still there");
            }
            if (!repaired.contains(other.spec().id().value() + lost)) {
                throw new Broken(
                        MaintenanceInvariant.SURVIVORS_ARE_REPAIRED_BEFORE_A_NEW_NODE_FETCHES,
                        other.spec().id().value() + " was not");
            }
        }
    }

    @Override
    public Optional<TaskResult> ask(NodeId node, NodeQuestion question) {
        if (luck.applyAsInt(15) == 0) {
            throw new Lost();
        }
        boolean isRepair = question.kind().equals(AgentTask.REPAIR);
        if (isRepair && flaw == MaintenanceFlaw.REPAIR_LIES) {
            return Optional.of(new TaskResult(true, null, Map.of("state", "DONE")));
        }
        Optional<TaskResult> answer = nodes.ask(node, question);
        if (isRepair && flaw == MaintenanceFlaw.REPAIR_NEVER_ENDS) {
            return Optional.of(new TaskResult(true, null, Map.of("state", "RUNNING")));
        }
        answer.filter(result -> Objects.equals(result.values().get("state"), "DONE"))
                .ifPresent(done ->
                        repaired.add(node.value() + question.parameters().getOrDefault("lost", "")));
        return answer;
    }

    @Override
    public void admit(NodeId node, ClientAccess access) {
        nodes.admit(node, access);
    }

    @Override
    public void encrypt(NodeId node, Function<@Nullable Encryption, Encryption> change) {
        nodes.encrypt(node, change);
    }

    @Override
    public void encryptFirst(NodeId node, Supplier<Encryption> first) {
        nodes.encryptFirst(node, first);
    }

    @Override
    public void forget(NodeId node) {
        nodes.forget(node);
    }
}
