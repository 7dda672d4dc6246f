package io.kanesh.control.node.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.redo;

import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.MachineRequest;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.control.NodeIdentity;
import io.kanesh.control.node.control.NodeState;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Brings one registered node from nothing to an enrolled agent at a known address. */
@Component
class ProvisionNode implements Runbook<ProvisionNodeInput> {
    private static final String LAUNCH = "launch-machine";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);

    private final NodeStore nodes;
    private final NodeMachines machines;
    private final Bootstraps bootstraps;

    ProvisionNode(NodeStore nodes, NodeMachines machines, Bootstraps bootstraps) {
        this.nodes = nodes;
        this.machines = machines;
        this.bootstraps = bootstraps;
    }

    @Override
    public String name() {
        return ProvisionNodeInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: a node is registered and has nothing. After: it has a machine with an address, and its agent has"
                + " enrolled and waits for a configuration.";
    }

    @Override
    public Class<ProvisionNodeInput> inputType() {
        return ProvisionNodeInput.class;
    }

    @Override
    public void declare(Steps<ProvisionNodeInput> steps) {
        steps.act(LAUNCH, this::launchMachine).undo(this::terminateMachine);
        steps.await("machine-is-running", this::machineIsRunning).within(Duration.ofMinutes(5), redo(LAUNCH, 1));
        steps.act("issue-identity", this::issueIdentity).undo(this::revokeIdentity);
        steps.await("agent-has-enrolled", this::agentHasEnrolled).within(Duration.ofMinutes(3), redo(LAUNCH, 1));
    }

    private Outcome launchMachine(StepContext<ProvisionNodeInput> context) {
        var id = context.input().node();
        String token = bootstraps.tokenFor(id, context.idempotencyToken());
        // Noted before the launch: the agent may come sooner than the cloud's answer.
        Optional<NodeState> node =
                nodes.change(id, state -> state.withIdentity(state.identity().announce(token)));
        if (node.isEmpty()) {
            return gone(context);
        }
        var spec = node.get().spec();
        Machine machine = machines.cloudOf(spec)
                .launch(new MachineRequest(
                        context.idempotencyToken(),
                        spec.region(),
                        spec.zone(),
                        spec.instanceType(),
                        bootstraps.documentFor(id, context.idempotencyToken()),
                        machines.tags(spec)));
        if (machine.state().isEnding()) {
            return ended(machine);
        }
        nodes.change(id, state -> state.onMachine(machine.id(), state.address()));
        return Outcome.done("machine " + machine.id());
    }

    private Outcome terminateMachine(StepContext<ProvisionNodeInput> context) {
        var id = context.input().node();
        machines.terminateAll(id);
        Outcome gone = machines.allAreGone(id);
        if (gone instanceof Outcome.Done) {
            nodes.change(
                    id,
                    state -> state.onMachine(null, null)
                            .withIdentity(state.identity().revoke())
                            .withReport(null, null));
        }
        return gone;
    }

    private Outcome machineIsRunning(StepContext<ProvisionNodeInput> context) {
        return withMachine(context, machine -> {
            if (machine.state() == Machine.State.RUNNING && machine.address() != null) {
                return Outcome.done("at " + machine.address());
            }
            String reason = machine.stateReason() == null ? "" : ": " + machine.stateReason();
            return Outcome.notYet(
                    soon(context.attempt()), "machine " + machine.id() + " is " + machine.state() + reason);
        });
    }

    /** A local machine has its address after some milliseconds, one in a cloud after a minute. */
    private static Duration soon(int attempt) {
        Duration wait = FIRST_LOOK.multipliedBy(Math.min(attempt, 100));
        return wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    }

    private Outcome issueIdentity(StepContext<ProvisionNodeInput> context) {
        return withMachine(context, machine -> {
            nodes.change(
                    context.input().node(),
                    state -> state.onMachine(machine.id(), machine.address())
                            .withIdentity(state.identity().offer()));
            return Outcome.done();
        });
    }

    private Outcome revokeIdentity(StepContext<ProvisionNodeInput> context) {
        nodes.change(
                context.input().node(),
                state -> state.withIdentity(state.identity().revoke()));
        return Outcome.done();
    }

    private Outcome agentHasEnrolled(StepContext<ProvisionNodeInput> context) {
        return nodes.find(context.input().node())
                .map(node -> node.identity().stage() == NodeIdentity.Stage.ENROLLED
                        ? Outcome.done()
                        : Outcome.notYet(
                                LOOK_AGAIN,
                                "the agent of machine " + node.machineId() + " at " + node.address() + " to enrol"))
                .orElseGet(() -> gone(context));
    }

    private Outcome withMachine(StepContext<ProvisionNodeInput> context, Function<Machine, Outcome> step) {
        Optional<NodeState> node = nodes.find(context.input().node());
        if (node.isEmpty()) {
            return gone(context);
        }
        String machineId = node.get().machineId();
        Optional<Machine> machine = machineId == null
                ? Optional.empty()
                : machines.cloudOf(node.get().spec()).describe(machineId);
        if (machine.isEmpty()) {
            return Outcome.refused(Problem.of(
                    "machine-lost", Kind.CONFLICT, "The cloud does not know machine " + machineId + " any more."));
        }
        return machine.get().state().isEnding() ? ended(machine.get()) : step.apply(machine.get());
    }

    private static Outcome ended(Machine machine) {
        return Outcome.refused(Problem.of(
                "machine-lost", Kind.CONFLICT, "Machine " + machine.id() + " was terminated by somebody else."));
    }

    private static Outcome gone(StepContext<ProvisionNodeInput> context) {
        return Outcome.refused(Problem.of(
                "node-not-registered",
                Kind.CONFLICT,
                "Node " + context.input().node().value() + " is not registered (any more)."));
    }
}
