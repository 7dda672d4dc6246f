package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

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
import org.springframework.stereotype.Component;

/** Brings all replicas of a cluster together. */
@Component
final class RepairCluster implements Runbook<RepairClusterInput> {
    private final Nodes nodes;
    private final EngineRepairs repairs;

    RepairCluster(Nodes nodes, EngineRepairs repairs) {
        this.nodes = nodes;
        this.repairs = repairs;
    }

    @Override
    public void declare(Steps<RepairClusterInput> steps) {
        steps.await("ring-is-whole", this::ringIsWhole)
                .within(Duration.ofMinutes(30), giveUp("A node is away: its replicas cannot be compared."));
        steps.act("compare-node-by-node", this::compareNodeByNode)
                .undo(this::endComparing)
                .within(Duration.ofDays(3), giveUp("The repair was not through after three days."));
    }

    @Override
    public String name() {
        return "repair-cluster";
    }

    @Override
    public String purpose() {
        return "Before: a cluster whose replicas may differ, because nodes were away for longer than hints are kept. After: each"
                + " range was compared among all its replicas by the first of them, node after node, and what differed was streamed."
                + " Undone: comparing ends; what was streamed stays.";
    }

    @Override
    public Class<RepairClusterInput> inputType() {
        return RepairClusterInput.class;
    }

    private Outcome ringIsWhole(StepContext<RepairClusterInput> context) {
        return EngineWaits.ringIsWhole(
                nodes.ofCluster(new ClusterId(context.input().clusterId())));
    }

    private Outcome compareNodeByNode(StepContext<RepairClusterInput> context) {
        List<NodeId> order = order(context);
        long differences = 0;
        for (int i = 0; i < order.size(); i++) {
            var progress = repairs.ask(order.get(i), Map.of("scope", "PRIMARY"), context);
            if (!progress.isDone()) {
                String place = i + " of " + order.size() + " nodes are through; ";
                return progress.outcome()
                        .match(
                                done -> done,
                                notYet -> Outcome.notYet(notYet.lookAgainIn(), place + notYet.waitingFor()),
                                refused -> refused);
            }
            differences += progress.differences();
        }
        return Outcome.done("replicas differed " + differences + " times");
    }

    private Outcome endComparing(StepContext<RepairClusterInput> context) {
        return repairs.cancel(order(context), context);
    }

    private static List<NodeId> order(StepContext<RepairClusterInput> context) {
        return context.input().nodeIds().stream().map(NodeId::new).toList();
    }
}
