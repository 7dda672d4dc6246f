package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A cluster of three in the fake world: children, fences, a point of no return. */
record SimulatedCluster(FakeWorld world, FakeKms kms, Runs runs, Flaw flaw) implements Runbook<SimulatedCluster.Input> {
    static final String NAME = "simulated-cluster";

    record Input(String cluster) {
        List<String> nodes() {
            return nodesOf(cluster);
        }
    }

    static List<String> nodesOf(RunRecord run) {
        return nodesOf(run.head().subject().id());
    }

    private static List<String> nodesOf(String cluster) {
        return IntStream.range(0, 3).mapToObj(i -> cluster + "-" + i).toList();
    }

    static boolean isPublished(RunRecord run) {
        return run.steps().get(run.steps().size() - 1).state() != StepState.PENDING;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "Three nodes that serve.";
    }

    @Override
    public Class<Input> inputType() {
        return Input.class;
    }

    @Override
    public void declare(Steps<Input> steps) {
        steps.act("start-nodes", this::startNodes).undo(this::takeNodesBack);
        steps.await("nodes-are-ready", this::nodesAreReady)
                .within(Duration.ofMinutes(40), Consequence.giveUp("the nodes take too long"));
        steps.act("give-keys", this::giveKeys)
                .undo(this::takeKeys)
                .within(Duration.ofHours(1), Consequence.giveUp("the KMS does not answer"));
        steps.act("configure-nodes", this::configureNodes)
                .within(Duration.ofHours(1), Consequence.giveUp("no node listens"));
        steps.await("nodes-serve", this::nodesServe)
                .within(Duration.ofMinutes(10), Consequence.alert("nodes do not serve"));
        steps.pointOfNoReturn("its address is known to the world");
        steps.act("publish", context -> Outcome.done());
    }

    private Outcome startNodes(StepContext<Input> context) {
        var origin = new Origin(null, context.operation(), "simulation");
        for (String node : context.input().nodes()) {
            var problems = runs.start(
                            SimulatedNode.NAME, new Subject("node", node), new SimulatedNode.Input(node), origin)
                    .match(id -> List.<Problem>of(), refused -> refused);
            if (!problems.isEmpty()) {
                return Outcome.notYet(Duration.ofSeconds(20), problems.get(0).message());
            }
        }
        return Outcome.done();
    }

    private Outcome takeNodesBack(StepContext<Input> context) {
        var stopped = runs.childrenHaveStopped(context.operation(), SimulatedNode.NAME);
        if (stopped instanceof Outcome.Done) {
            context.input().nodes().forEach(node -> world.terminateAllOf(node, context.fence()));
        }
        return stopped;
    }

    private Outcome nodesAreReady(StepContext<Input> context) {
        return flaw == Flaw.WAIT_LOOKS_AWAY
                ? Outcome.done()
                : runs.childrenHaveSucceeded(context.operation(), SimulatedNode.NAME);
    }

    private Outcome giveKeys(StepContext<Input> context) {
        boolean given = flaw == Flaw.ENGINE_STARTS_WITHOUT_ITS_KEY
                || context.input().nodes().stream().map(kms::wrapFor).reduce(true, Boolean::logicalAnd);
        return SimulatedNode.so(given, "the KMS");
    }

    private Outcome takeKeys(StepContext<Input> context) {
        context.input().nodes().forEach(kms::forget);
        return Outcome.done();
    }

    private Outcome configureNodes(StepContext<Input> context) {
        context.input().nodes().forEach(node -> world.configure(node, context.fence(), "attempt " + context.attempt()));
        return Outcome.done();
    }

    private Outcome nodesServe(StepContext<Input> context) {
        if (flaw == Flaw.WAIT_LOOKS_AWAY) {
            return Outcome.done();
        }
        boolean serve = context.input().nodes().stream()
                .allMatch(
                        node -> world.serves(node) && (kms.opens(node) || flaw == Flaw.ENGINE_STARTS_WITHOUT_ITS_KEY));
        if (serve) {
            context.input().nodes().forEach(kms::serves);
        }
        return SimulatedNode.so(serve && flaw != Flaw.WAIT_NEVER_ENDS, "every node to serve");
    }
}
