package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nodes whose machines take a while to come and whose engines are at once what they are told to be. */
final class MemoryNodes implements Nodes {
    private final Map<String, Known> known = new TreeMap<>();

    private record Known(
            NodeSpec spec,
            @Nullable String address,
            EngineState state,
            @Nullable EngineSettings settings) {}

    @Override
    public void register(NodeSpec spec) {
        known.putIfAbsent(spec.id().value(), new Known(spec, null, EngineState.STOPPED, null));
    }

    @Override
    public Optional<Node> find(NodeId node) {
        return Optional.ofNullable(known.get(node.value())).map(this::toNode);
    }

    @Override
    public List<Node> ofCluster(ClusterId cluster) {
        return known.values().stream()
                .filter(node -> node.spec().cluster().equals(cluster))
                .map(this::toNode)
                .toList();
    }

    @Override
    public void configure(NodeId node, EngineState state, @Nullable EngineSettings settings, long fence) {
        known.computeIfPresent(node.value(), (id, now) -> new Known(now.spec(), now.address(), state, settings));
    }

    @Override
    public void admit(NodeId node, ClientAccess access) {
        // Nothing that a runbook would see.
    }

    @Override
    public void forget(NodeId node) {
        known.remove(node.value());
    }

    void machine(NodeId node, @Nullable String address) {
        known.computeIfPresent(node.value(), (id, now) -> new Known(now.spec(), address, now.state(), now.settings()));
    }

    /** For snapshots: what each node is, without ids of machines. */
    Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        known.forEach((id, node) -> facts.put(id, node.address() + " " + node.state() + " " + node.settings()));
        return facts;
    }

    private Node toNode(Known node) {
        boolean runs = node.state() == EngineState.RUNNING && node.address() != null;
        return new Node(
                node.spec(),
                null,
                node.address(),
                true,
                1,
                0,
                node.state(),
                node.settings(),
                1,
                ClientAccess.NOBODY,
                report(runs),
                null,
                true);
    }

    private NodeReport report(boolean runs) {
        List<String> live = known.values().stream()
                .filter(other -> other.state() == EngineState.RUNNING)
                .map(Known::address)
                .filter(Objects::nonNull)
                .toList();
        var state = runs ? NodeReport.State.SERVING : NodeReport.State.STOPPED;
        var engine =
                new NodeReport.Engine(state, null, "5.0.9", null, 0, null, null, null, live, List.of(), Map.of(), null);
        return new NodeReport(
                "",
                1,
                "",
                "0.1",
                1,
                0,
                engine,
                new NodeReport.Disk(0, 0, 0),
                new NodeReport.ProcessFigures(0, 0, 0),
                "",
                null);
    }

    /** A stand-in for a runbook of the module {@code node}: takes its time, then does one thing; undone by another. */
    <I> Runbook<I> standIn(
            String name, Class<I> input, Function<I, NodeId> node, Consumer<NodeId> does, Consumer<NodeId> undoes) {
        return new Runbook<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String purpose() {
                return "A stand-in.";
            }

            @Override
            public Class<I> inputType() {
                return input;
            }

            @Override
            public void declare(Steps<I> steps) {
                steps.act("do-it", context -> {
                            if (context.attempt() == 1) {
                                return Outcome.notYet(Duration.ofSeconds(3), "its time");
                            }
                            return with(context, node, does);
                        })
                        .undo(context -> with(context, node, undoes));
            }
        };
    }

    private static <I> Outcome with(StepContext<I> context, Function<I, NodeId> node, Consumer<NodeId> work) {
        work.accept(node.apply(Objects.requireNonNull(context.input())));
        return Outcome.done();
    }
}
