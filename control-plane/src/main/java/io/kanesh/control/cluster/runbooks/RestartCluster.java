package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;
import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.NodeRestart;
import io.kanesh.control.cluster.runbooks.RestartClusterInput.WaveInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Restarts every engine of a cluster, a rack at a time, while it serves. */
@Component
final class RestartCluster implements Runbook<RestartClusterInput> {
    /** A report wakes the run; this is how late a lost wake-up can be. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Nodes nodes;

    RestartCluster(Nodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public void declare(Steps<RestartClusterInput> steps) {
        steps.await("ring-is-whole", this::ringIsWhole)
                .within(
                        Duration.ofMinutes(10),
                        giveUp("A node is away: with another one restarted, quorums would be lost."));
        steps.act("restart-rack-by-rack", this::restartRackByRack)
                .undo(this::stay)
                .within(
                        Duration.ofHours(6),
                        giveUp("A restarted node did not come back: the racks after it were left alone."));
        steps.await("ring-is-whole-again", this::ringIsWhole)
                .within(Duration.ofMinutes(10), alert("A restarted cluster is not whole."));
    }

    @Override
    public String name() {
        return "restart-cluster";
    }

    @Override
    public String purpose() {
        return "Before: a cluster that serves. After: every engine was restarted once, a rack at a time (a node at a time where"
                + " there are fewer racks than replicas): clients sent away, everything written to disk, stopped, started, and"
                + " seen up by every other node before the next rack went. Undone: what was restarted stays restarted, the rest"
                + " is left alone.";
    }

    @Override
    public Class<RestartClusterInput> inputType() {
        return RestartClusterInput.class;
    }

    private Outcome ringIsWhole(StepContext<RestartClusterInput> context) {
        return EngineWaits.ringIsWhole(all(context));
    }

    /** Goes by what is seen, not by what was done: each look begins with the first wave. */
    private Outcome restartRackByRack(StepContext<RestartClusterInput> context) {
        List<WaveInput> waves = context.input().waves();
        for (int i = 0; i < waves.size(); i++) {
            WaveInput wave = waves.get(i);
            String place = i + " of " + waves.size() + " are done; " + wave.name() + ": ";
            Outcome whole = EngineWaits.ringIsWhole(all(context));
            if (!(whole instanceof Outcome.Done)) {
                return whole.match(
                        done -> done,
                        notYet -> Outcome.notYet(notYet.lookAgainIn(), place + notYet.waitingFor()),
                        refused -> refused);
            }
            if (restart(wave, context)) {
                return Outcome.notYet(LOOK_AGAIN, place + wave.nodes().size() + " engines drain and start again");
            }
        }
        return Outcome.done(waves.size() + " done");
    }

    /** Whether a node of the wave had not been told yet. */
    private boolean restart(WaveInput wave, StepContext<RestartClusterInput> context) {
        boolean told = false;
        for (NodeRestart restart : wave.nodes()) {
            var id = new NodeId(restart.nodeId());
            Optional<EngineSettings> settings = nodes.find(id).map(Node::engine);
            if (settings.isPresent() && settings.get().restartCount() < restart.restartCount()) {
                nodes.configure(
                        id,
                        EngineState.RUNNING,
                        settings.get().restarted(restart.restartCount(), Seeds.of(all(context))),
                        context.fence());
                told = true;
            }
        }
        return told;
    }

    /** A restart leaves nothing that could be taken back; what was stopped starts by itself. */
    private Outcome stay(StepContext<RestartClusterInput> context) {
        return Outcome.done();
    }

    private List<Node> all(StepContext<RestartClusterInput> context) {
        return nodes.ofCluster(new ClusterId(context.input().clusterId()));
    }
}
