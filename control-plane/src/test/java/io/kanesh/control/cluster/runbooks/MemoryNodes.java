package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nodes whose machines take a while to come, whose engines become what they are told to be after a while, and who repair. A node
 * that is broken does nothing of it.
 */
final class MemoryNodes implements Nodes {
    private final Map<String, Known> known = new TreeMap<>();
    private final Map<String, Instant> repairs = new TreeMap<>();
    private final Set<String> users = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();
    private final InstantSource clock;
    private final Duration becoming;

    /** Engines are at once what they are told to be. */
    MemoryNodes() {
        this(() -> Instant.EPOCH, Duration.ZERO);
    }

    /** @param becoming how long an engine takes to become what it is told to be, and a repair to be done */
    MemoryNodes(InstantSource clock, Duration becoming) {
        this.clock = clock;
        this.becoming = becoming;
    }

    private record Known(
            NodeSpec spec,
            @Nullable String address,
            EngineState state,
            @Nullable EngineSettings settings,
            Instant readyAt,
            @Nullable Encryption encryption) {}

    @Override
    public void register(NodeSpec spec) {
        known.putIfAbsent(spec.id().value(), new Known(spec, null, EngineState.STOPPED, null, Instant.MIN, null));
    }

    /** From now on nothing is heard of it. */
    void breakDown(NodeId node) {
        broken.add(node.value());
    }

    /** Whatever was broken is heard of again. */
    void mendAll() {
        broken.clear();
    }

    boolean serves(NodeId node) {
        return Optional.ofNullable(known.get(node.value()))
                .map(here -> is(here, EngineState.RUNNING))
                .orElse(false);
    }

    /** Whether its engine has ended, heard of or not. */
    boolean hasStopped(NodeId node) {
        return Optional.ofNullable(known.get(node.value()))
                .map(here ->
                        here.state() == EngineState.STOPPED && !here.readyAt().isAfter(clock.instant()))
                .orElse(true);
    }

    /** The node as somebody sees it who does not look. */
    Node asServing(Node node) {
        List<String> everybody = known.values().stream()
                .map(Known::address)
                .filter(Objects::nonNull)
                .toList();
        return seen(node, NodeReport.State.SERVING, everybody);
    }

    Node asStopped(Node node) {
        return seen(node, NodeReport.State.STOPPED, List.of());
    }

    private static Node seen(Node node, NodeReport.State state, List<String> live) {
        return new Node(
                node.spec(),
                node.machineId(),
                node.address(),
                node.isEnrolled(),
                node.generation(),
                node.fence(),
                node.engineState(),
                node.engine(),
                node.engineGeneration(),
                node.access(),
                node.encryption(),
                report(state, live, node.encryption()),
                node.reportedAt(),
                true);
    }

    /** Repairs that have begun and were neither finished nor ended. */
    Set<String> repairsGoingOn() {
        return repairs.entrySet().stream()
                .filter(repair -> repair.getValue().isAfter(clock.instant()))
                .map(repair -> repair.getKey().substring(repair.getKey().indexOf("nd_")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<TaskResult> ask(NodeId node, NodeQuestion question) {
        if (question.kind().equals(AgentTask.USERS_PUT)) {
            users.add(question.parameters().getOrDefault("request", ""));
            return Optional.of(new TaskResult(true, null, Map.of("outcome", "DONE")));
        }
        String id = question.parameters().getOrDefault("id", "");
        if (question.kind().equals(AgentTask.REPAIR_CANCEL)) {
            repairs.remove(id);
            return Optional.of(new TaskResult(true, null, Map.of()));
        }
        if (!repairs.containsKey(id)) {
            repairs.put(id, clock.instant().plus(becoming));
            return Optional.empty();
        }
        boolean done = !repairs.get(id).isAfter(clock.instant());
        return Optional.of(new TaskResult(
                true,
                null,
                Map.of(
                        "state",
                        done ? "DONE" : "RUNNING",
                        "done",
                        "1",
                        "total",
                        "1",
                        "differences",
                        "0",
                        "unheld",
                        "0")));
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
        known.computeIfPresent(node.value(), (id, now) -> {
            boolean same = now.state() == state && Objects.equals(now.settings(), settings);
            return new Known(
                    now.spec(),
                    now.address(),
                    state,
                    settings,
                    same ? now.readyAt() : clock.instant().plus(becoming),
                    now.encryption());
        });
    }

    @Override
    public void admit(NodeId node, ClientAccess access) {
        // Nothing that a runbook would see.
    }

    @Override
    public void encrypt(NodeId node, Function<@Nullable Encryption, Encryption> change) {
        known.computeIfPresent(
                node.value(),
                (id, now) -> new Known(
                        now.spec(),
                        now.address(),
                        now.state(),
                        now.settings(),
                        now.readyAt(),
                        change.apply(now.encryption())));
    }

    @Override
    public void encryptFirst(NodeId node, Supplier<Encryption> first) {
        encrypt(node, before -> before != null ? before : first.get());
    }

    @Override
    public void forget(NodeId node) {
        known.remove(node.value());
        if (known.isEmpty()) {
            users.clear();
        }
    }

    /** What was asked for of each user that the database has. */
    Set<String> users() {
        return Set.copyOf(users);
    }

    void machine(NodeId node, @Nullable String address) {
        known.computeIfPresent(
                node.value(),
                (id, now) ->
                        new Known(now.spec(), address, now.state(), now.settings(), now.readyAt(), now.encryption()));
    }

    /** For snapshots: what each node is, without ids of machines. */
    Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        known.forEach((id, node) ->
                facts.put(id, node.address() + " " + node.state() + " " + node.settings() + " " + node.encryption()));
        return facts;
    }

    private Node toNode(Known node) {
        boolean fresh = !broken.contains(node.spec().id().value());
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
                node.encryption(),
                report(node),
                null,
                fresh);
    }

    /** Keys are at once as they are told to be. */
    private static @Nullable KeyReport keyReport(@Nullable Encryption told) {
        if (told == null) {
            return null;
        }
        var drill = told.drill();
        var state = drill == null ? KeyReport.State.ACTIVE : KeyReport.State.SEALED;
        if (drill != null && drill.kind() == Encryption.Drill.Kind.UNREACHABLE) {
            state = KeyReport.State.DEGRADED;
        }
        return new KeyReport(
                told.locked() ? KeyReport.State.SEALED : state,
                "2026-11-21T12:00:00Z",
                null,
                null,
                null,
                null,
                told.key().keyUri(),
                "1",
                List.of(new KeyReport.Recipient(told.key().keyUri(), "1")),
                "node-key",
                1,
                told.nodeKeyGeneration(),
                told.dataKeyGeneration(),
                List.of(),
                null,
                drill == null ? null : drill.id(),
                0,
                null,
                null,
                null);
    }

    private boolean is(Known node, EngineState state) {
        return node.state() == state
                && node.address() != null
                && !node.readyAt().isAfter(clock.instant())
                && !broken.contains(node.spec().id().value());
    }

    private NodeReport report(Known node) {
        List<String> live = known.values().stream()
                .filter(other -> is(other, EngineState.RUNNING))
                .map(Known::address)
                .filter(Objects::nonNull)
                .toList();
        var becomes = node.state() == EngineState.RUNNING ? NodeReport.State.STARTING : NodeReport.State.STOPPING;
        var state = is(node, EngineState.RUNNING)
                ? NodeReport.State.SERVING
                : node.readyAt().isAfter(clock.instant()) ? becomes : NodeReport.State.STOPPED;
        return report(state, live, node.encryption());
    }

    private static NodeReport report(NodeReport.State state, List<String> live, @Nullable Encryption encryption) {
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
                null,
                keyReport(encryption));
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
