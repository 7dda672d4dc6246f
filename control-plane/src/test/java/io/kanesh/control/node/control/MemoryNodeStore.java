package io.kanesh.control.node.control;

import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Nodes in memory; tells a listener of every change, so that a test can play the agents. */
public final class MemoryNodeStore implements NodeStore {
    private final TreeMap<String, NodeState> nodes = new TreeMap<>();
    private Consumer<NodeState> listener = state -> {};

    /** The facade over this store. */
    public Nodes facade(InstantSource clock) {
        return new StoredNodes(this, (node, question) -> Optional.empty(), clock, freshness(clock), event -> {});
    }

    /** With the silence that an installation has when nobody chose another. */
    static Freshness freshness(InstantSource clock) {
        return new Freshness(Duration.ofSeconds(90), clock);
    }

    /** Called after each change of a node, with the node. */
    public void onChange(Consumer<NodeState> called) {
        listener = called;
    }

    @Override
    public void insertUnlessThere(NodeSpec spec, Instant now) {
        nodes.putIfAbsent(spec.id().value(), NodeState.registered(spec));
    }

    @Override
    public Optional<NodeState> find(NodeId node) {
        return Optional.ofNullable(nodes.get(node.value()));
    }

    @Override
    public List<NodeState> ofCluster(ClusterId cluster) {
        return nodes.values().stream()
                .filter(state -> state.spec().cluster().equals(cluster))
                .toList();
    }

    @Override
    public Page<NodeState> page(ClusterId cluster, Page.Request page) {
        return new Page<>(ofCluster(cluster), null);
    }

    @Override
    public Optional<NodeState> change(NodeId node, UnaryOperator<NodeState> change) {
        Optional<NodeState> after = find(node).map(change);
        after.ifPresent(state -> {
            nodes.put(node.value(), state);
            listener.accept(state);
        });
        return after;
    }

    @Override
    public void delete(NodeId node) {
        nodes.remove(node.value());
    }

    @Override
    public List<NodeId> withNews(Collection<Waiting> waiting, Instant tasksDeliveredBefore, Instant now) {
        return waiting.stream()
                .filter(wait -> find(wait.node())
                        .filter(state -> state.desired().generation() > wait.generation())
                        .isPresent())
                .map(Waiting::node)
                .toList();
    }

    @Override
    public List<KeptReport> reportsSince(Instant moment, Collection<ClusterId> clusters) {
        return nodes.values().stream()
                .filter(state -> clusters.contains(state.spec().cluster()))
                .filter(state -> state.report() != null
                        && state.reportedAt() != null
                        && state.reportedAt().isAfter(moment))
                .map(state -> new KeptReport(state.spec().cluster(), state.report(), state.reportedAt()))
                .toList();
    }

    @Override
    public List<NodeState> silentSince(Instant moment) {
        return nodes.values().stream()
                .filter(state ->
                        state.reportedAt() != null && state.reportedAt().isBefore(moment))
                .toList();
    }
}
