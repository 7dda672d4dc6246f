package io.kanesh.control.cluster.runbooks;

import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.runbooks.MaintenanceInvariant.Broken;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.NodeRestart;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.WaveInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps.Step;
import io.kanesh.control.runbook.testing.Intercepted;
import io.kanesh.control.runbook.testing.ProcessKilled;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.OperationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** One history of maintenance of a cluster of three, decided by its seed alone: the real runbooks in a world that fails. */
final class MaintenanceSimulation {
    private static final int OPERATIONS = 4;
    /** After so many steps of one operation faults leave it alone: it must come to an end then. */
    private static final int TROUBLED = 120;

    private static final int ENOUGH = 3_000;

    private final SplittableRandom random;
    private final VirtualEngine engine;
    private final World world;
    private final WatchedNodes nodes;
    private final List<String> transcript = new ArrayList<>();
    private int steps;
    private boolean paused;

    MaintenanceSimulation(long seed, MaintenanceFlaw flaw) {
        this.random = new SplittableRandom(seed);
        this.engine = new VirtualEngine(seed);
        this.world = new World(engine, flaw);
        this.nodes = new WatchedNodes(world.nodes, flaw, this::luck);
        var repairs = new EngineRepairs(nodes);
        var runs = engine.runs();
        List<Runbook<?>> runbooks = new ArrayList<>(world.children());
        runbooks.add(new Intercepted<>(new RestartCluster(nodes), this::inTrouble));
        runbooks.add(new Intercepted<>(new PauseCluster(nodes), this::inTrouble));
        runbooks.add(new Intercepted<>(new ResumeCluster(nodes), this::inTrouble));
        runbooks.add(new Intercepted<>(new RepairCluster(nodes, repairs), this::inTrouble));
        runbooks.add(new Intercepted<>(
                new ReplaceNode(
                        new Replacing(nodes, new NodeRuns(runs), runs, repairs, world.keys, world.encryption), runs),
                this::inTrouble));
        engine.declare(runbooks, List.of());
    }

    /** Three nodes; machines get addresses of their own. */
    private static final class World extends ThreeRunning {
        private final MaintenanceFlaw flaw;
        private int machines;

        World(VirtualEngine engine, MaintenanceFlaw flaw) {
            super(engine);
            this.flaw = flaw;
            machines = 10;
        }

        @Override
        void launch(NodeId node) {
            if (machines == 0) {
                super.launch(node); // one of the first three, made before we are
            } else if (nodes.find(node).map(Node::address).isEmpty()) {
                nodes.machine(node, "127.0.1." + machines++);
            }
        }

        @Override
        public List<Runbook<?>> children() {
            if (flaw != MaintenanceFlaw.RELEASE_DOES_NOTHING) {
                return super.children();
            }
            List<Runbook<?>> broken = new ArrayList<>(super.children().subList(0, 1));
            broken.add(nodes.standIn(
                    ReleaseNodeInput.RUNBOOK, ReleaseNodeInput.class, ReleaseNodeInput::node, node -> {}, node -> {}));
            return broken;
        }
    }

    /**
     * Lives through it.
     *
     * @return what happened, line by line
     * @throws Broken when an invariant does not hold
     */
    List<String> live() {
        for (int i = 0; i < OPERATIONS; i++) {
            steps = 0;
            start();
            world.nodes.mendAll();
            engine.clock().pass(Duration.ofMinutes(1));
        }
        return transcript;
    }

    private int luck(int bound) {
        return steps < TROUBLED ? random.nextInt(bound) : bound - 1;
    }

    private void tell(String line) {
        transcript.add(engine.clock().instant() + " " + line);
    }

    private void start() {
        String cluster = Samples.CLUSTER.value();
        List<Node> all = world.nodes.ofCluster(Samples.CLUSTER);
        int choice = paused ? 4 : random.nextInt(4);
        nodes.pausing(choice == 0 || choice == 4);
        switch (choice) {
            case 0 -> run("pause-cluster", new PauseClusterInput(cluster));
            case 1 -> run("restart-cluster", restart(all));
            case 2 -> run("repair-cluster", new RepairClusterInput(cluster, ids(all)));
            case 3 -> run("replace-node", replace(ids(all)));
            default -> run("resume-cluster", new ResumeClusterInput(cluster));
        }
    }

    private static List<String> ids(List<Node> all) {
        return all.stream().map(node -> node.spec().id().value()).toList();
    }

    private static RestartClusterInput restart(List<Node> all) {
        return new RestartClusterInput(
                Samples.CLUSTER.value(),
                all.stream()
                        .map(node -> new WaveInput(
                                node.spec().zone(),
                                List.of(new NodeRestart(
                                        node.spec().id().value(),
                                        Objects.requireNonNull(node.engine()).restartCount() + 1))))
                        .toList());
    }

    private ReplaceNodeInput replace(List<String> all) {
        String lost = all.get(random.nextInt(all.size()));
        if (random.nextBoolean()) {
            world.nodes.breakDown(new NodeId(lost));
        }
        return new ReplaceNodeInput(
                Samples.CLUSTER.value(),
                Samples.PROJECT.value(),
                lost,
                engine.ids().next(NodeId.PREFIX),
                List.of(),
                false);
    }

    private void run(String runbook, Object input) {
        OperationId id = engine.runs()
                .start(runbook, world.subject(), input, new Runs.Origin(Samples.PROJECT, null, "simulation"))
                .<OperationId>match(started -> started, problems -> {
                    throw new AssertionError("not started: " + problems);
                });
        tell(runbook + " " + input);
        while (engine.step()) {
            if (steps++ > ENOUGH) {
                throw new Broken(MaintenanceInvariant.EVERY_RUN_ENDS, runbook + " goes on for ever");
            }
            ended(id, runbook);
            mischief(id);
        }
        ended(id, runbook);
        tell(runbook + " " + engine.runs().find(id).map(Run::state));
    }

    private void ended(OperationId id, String runbook) {
        State state = engine.runs().find(id).map(Run::state).orElseThrow();
        if (state != State.SUCCEEDED) {
            return;
        }
        paused = runbook.equals("pause-cluster") || (paused && !runbook.equals("resume-cluster"));
        if (runbook.equals("pause-cluster")
                && !world.nodes.ofCluster(Samples.CLUSTER).stream()
                        .allMatch(node -> world.nodes.hasStopped(node.spec().id()))) {
            throw new Broken(MaintenanceInvariant.PAUSED_MEANS_STOPPED, "an engine runs");
        }
    }

    /** Nodes crash and come back; somebody at the console loses patience. */
    private void mischief(OperationId id) {
        int luck = luck(60);
        List<Node> all = world.nodes.ofCluster(Samples.CLUSTER);
        if (luck == 0) {
            NodeId victim = all.get(random.nextInt(all.size())).spec().id();
            tell(victim.value() + " crashes");
            world.nodes.breakDown(victim);
        } else if (luck < 4 || steps > TROUBLED) {
            world.nodes.mendAll();
        } else if (luck == 4) {
            tell("cancel: " + engine.runs().cancel(id).match(run -> "yes", problems -> "no"));
        }
    }

    /** Before and after each step the process may die, and the other one is what takes the run over. */
    private <I> Outcome inTrouble(Intercepted.Kind kind, String name, Step<I> step, StepContext<I> context) {
        misfortune(name, "before");
        Outcome outcome = step.run(context);
        misfortune(name, "after");
        // A writer that slept through the takeover: it does its step once more, with the fence of back then.
        if (kind == Intercepted.Kind.ACT && context.fence() > 1 && luck(20) == 0) {
            asleep(step, context);
        }
        return outcome;
    }

    private <I> void asleep(Step<I> step, StepContext<I> context) {
        try {
            step.run(new StepContext<>(
                    context.input(),
                    context.operation(),
                    context.idempotencyToken(),
                    context.fence() - 1,
                    context.attempt(),
                    context.now()));
        } catch (RuntimeException refused) {
            tell("a replaced writer was refused");
        }
    }

    private void misfortune(String step, String when) {
        if (luck(60) == 0) {
            tell("killed " + when + " " + step);
            throw new ProcessKilled(when + " " + step);
        }
    }
}
