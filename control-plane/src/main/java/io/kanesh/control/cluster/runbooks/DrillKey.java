package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;
import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.Drill;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.DrillKeyInput;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.DrillReport.NodeTimes;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rehearses the loss of a key at some nodes and its return, and writes down how long both took. */
@Component
final class DrillKey implements Runbook<DrillKeyInput> {
    private final Nodes nodes;
    private final ClusterKeys keys;

    DrillKey(Nodes nodes, ClusterKeys keys) {
        this.nodes = nodes;
        this.keys = keys;
    }

    @Override
    public void declare(Steps<DrillKeyInput> steps) {
        steps.act("begin-the-drill", this::beginTheDrill).undo(this::endTheDrill);
        steps.await("nodes-have-lost-the-key", this::nodesHaveLostTheKey)
                .within(Duration.ofMinutes(20), giveUp("Not every node showed the loss in 20 minutes."));
        steps.act("end-the-drill", this::writeDownTheLoss);
        steps.await("nodes-have-come-back", this::nodesHaveComeBack)
                .within(Duration.ofMinutes(30), alert("Not every node has come back 30 minutes after the drill."));
        steps.act("write-down-the-return", this::writeDownTheReturn);
    }

    @Override
    public String name() {
        return DrillKeyInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: nodes are well. After: they have lost their key in a rehearsal (sealed, or degraded when the KMS is"
                + " said not to answer), have come back by themselves, and the report has the measured times. The"
                + " customer's KMS is not touched. Undone: no node plays any more.";
    }

    @Override
    public Class<DrillKeyInput> inputType() {
        return DrillKeyInput.class;
    }

    private Outcome beginTheDrill(StepContext<DrillKeyInput> context) {
        DrillKeyInput input = context.input();
        String id = context.operation().value();
        keys.beginDrill(new DrillReport(id, new KeyId(input.keyId()), input.kind(), context.now(), null, List.of()));
        play(context, new Drill(id, Drill.Kind.valueOf(input.kind()), input.until()));
        return Outcome.done();
    }

    private Outcome endTheDrill(StepContext<DrillKeyInput> context) {
        play(context, null);
        return Outcome.done();
    }

    private void play(StepContext<DrillKeyInput> context, @Nullable Drill drill) {
        for (Node node : nodes(context)) {
            Encryption present = node.encryption();
            if (present != null) {
                nodes.encrypt(node.spec().id(), before -> {
                    Encryption now = before == null ? present : before;
                    return NodeEncryption.played(now, now.locked(), drill);
                });
            }
        }
    }

    private Outcome nodesHaveLostTheKey(StepContext<DrillKeyInput> context) {
        return KeyWaits.all(nodes(context), report -> report.state() == lost(context), "are " + lost(context));
    }

    /** What the loss looks like: an outage is borne for the grace, a refusal is not. */
    private static KeyReport.State lost(StepContext<DrillKeyInput> context) {
        boolean isOutage = context.input().kind().equals(Drill.Kind.UNREACHABLE.name());
        return isOutage ? KeyReport.State.DEGRADED : KeyReport.State.SEALED;
    }

    private Outcome writeDownTheLoss(StepContext<DrillKeyInput> context) {
        Optional<DrillReport> report = keys.drill(context.operation().value());
        if (report.isPresent() && report.get().endedAt() == null) {
            var times = new ArrayList<NodeTimes>();
            nodes(context).forEach(node -> times.add(loss(node, report.get().startedAt())));
            keys.endDrill(context.operation().value(), context.now(), times);
        }
        return endTheDrill(context);
    }

    private static NodeTimes loss(Node node, Instant startedAt) {
        KeyReport report = node.keyReport();
        String id = node.spec().id().value();
        if (report == null || report.state() == KeyReport.State.ACTIVE) {
            return new NodeTimes(id, null, null, null, null);
        }
        return new NodeTimes(id, report.state().name(), millis(startedAt, report.since()), report.sealMillis(), null);
    }

    private Outcome nodesHaveComeBack(StepContext<DrillKeyInput> context) {
        return KeyWaits.all(nodes(context), report -> report.state() == KeyReport.State.ACTIVE, "are ACTIVE again");
    }

    private Outcome writeDownTheReturn(StepContext<DrillKeyInput> context) {
        Optional<DrillReport> report = keys.drill(context.operation().value());
        Instant endedAt = report.map(DrillReport::endedAt).orElse(null);
        if (report.isEmpty() || endedAt == null) {
            return Outcome.done("the key was deleted meanwhile");
        }
        var times = report.get().nodes().stream()
                .map(time -> new NodeTimes(
                        time.nodeId(),
                        time.reached(),
                        time.millisToReach(),
                        time.sealMillis(),
                        backAfter(time, endedAt)))
                .toList();
        keys.endDrill(context.operation().value(), endedAt, times);
        return Outcome.done();
    }

    private @Nullable Long backAfter(NodeTimes time, Instant endedAt) {
        return nodes.find(new NodeId(time.nodeId()))
                .map(Node::keyReport)
                .map(report -> millis(endedAt, report.since()))
                .orElse(null);
    }

    private static long millis(Instant from, String to) {
        return Math.max(0, Duration.between(from, Instant.parse(to)).toMillis());
    }

    private List<Node> nodes(StepContext<DrillKeyInput> context) {
        return context.input().nodeIds().stream()
                .map(id -> nodes.find(new NodeId(id)))
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .toList();
    }
}
