package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.control.cluster.control.ProofStore;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Looks for markers of our own on every byte of every disk of a cluster. */
@Component
final class ProveCluster implements Runbook<ProveClusterInput> {
    private final Nodes nodes;
    private final ProofQuestions questions;
    private final ProofReport reports;
    private final ProofStore store;

    ProveCluster(Nodes nodes, ProofQuestions questions, ProofReport reports, ProofStore store) {
        this.nodes = nodes;
        this.questions = questions;
        this.reports = reports;
        this.store = store;
    }

    @Override
    public void declare(Steps<ProveClusterInput> steps) {
        steps.await("ring-is-whole", this::ringIsWhole)
                .within(Duration.ofMinutes(10), giveUp("A node is away: its disk cannot be searched."));
        steps.act("write-markers", this::writeMarkers).undo(this::dropMarkers);
        steps.await("markers-are-in-files", this::markersAreInFiles)
                .within(Duration.ofMinutes(10), giveUp("Not every node wrote its markers to files in 10 minutes."));
        steps.act("search-every-byte", this::searchEveryByte)
                .undo(this::forgetReport)
                .within(Duration.ofDays(3), giveUp("Not every byte was searched in three days."));
        steps.act("drop-markers", this::dropMarkers);
    }

    @Override
    public String name() {
        return "prove-cluster";
    }

    @Override
    public String purpose() {
        return "Before: a cluster whose disks are said to hold nothing readable. After: markers of every kind were written to"
                + " every node, flushed and kept in a snapshot; every byte below every node's directories was searched for"
                + " them; the same search through the key found them; the keyspace is gone and a signed report is kept."
                + " Undone: the keyspace and its snapshots are gone, and there is no report.";
    }

    @Override
    public Class<ProveClusterInput> inputType() {
        return ProveClusterInput.class;
    }

    private Outcome ringIsWhole(StepContext<ProveClusterInput> context) {
        return EngineWaits.ringIsWhole(
                nodes.ofCluster(new ClusterId(context.input().clusterId())));
    }

    private Outcome writeMarkers(StepContext<ProveClusterInput> context) {
        return questions.all(nodesOf(context).subList(0, 1), AgentTask.PROOF_WRITE, context);
    }

    private Outcome markersAreInFiles(StepContext<ProveClusterInput> context) {
        return questions.all(nodesOf(context), AgentTask.PROOF_FLUSH, context);
    }

    /** The search, its control, and the report, in one step: evidence of an earlier round never gets into a later report. */
    private Outcome searchEveryByte(StepContext<ProveClusterInput> context) {
        return questions
                .all(nodesOf(context), AgentTask.SCAN, context)
                .match(done -> control(context), notYet -> notYet, refused -> refused);
    }

    private Outcome control(StepContext<ProveClusterInput> context) {
        return questions
                .all(nodesOf(context), AgentTask.PROOF_CONTROL, context)
                .match(done -> report(context), notYet -> notYet, refused -> refused);
    }

    private Outcome report(StepContext<ProveClusterInput> context) {
        var scans = new TreeMap<String, Map<String, String>>();
        var controls = new TreeMap<String, Map<String, String>>();
        for (NodeId node : nodesOf(context)) {
            scans.put(node.value(), questions.values(node, AgentTask.SCAN, context));
            controls.put(node.value(), questions.values(node, AgentTask.PROOF_CONTROL, context));
        }
        for (String node : controls.keySet()) {
            if (controls.get(node).getOrDefault("hits", "0").equals("0")) {
                return Outcome.refused(Problem.of(
                        "proof-is-blind",
                        Problem.Kind.CONFLICT,
                        "The control on " + node + " did not find the markers through the key either: the search would"
                                + " prove nothing. Nothing was reported; try again."));
            }
        }
        var proof = reports.signed(context.input(), context.operation(), context.now(), scans, controls);
        store.keep(proof);
        return Outcome.done(proof.clean() ? "nothing readable was found" : "markers were found in the clear");
    }

    private Outcome forgetReport(StepContext<ProveClusterInput> context) {
        store.forget(context.operation());
        return Outcome.done();
    }

    /** First on one node, so that not all change the schema at once. */
    private Outcome dropMarkers(StepContext<ProveClusterInput> context) {
        List<NodeId> all = nodesOf(context).stream()
                .filter(id -> nodes.find(id).isPresent())
                .toList();
        if (all.isEmpty()) {
            return Outcome.done();
        }
        return questions
                .all(all.subList(0, 1), AgentTask.PROOF_DROP, context)
                .match(done -> questions.all(all, AgentTask.PROOF_DROP, context), notYet -> notYet, refused -> refused);
    }

    private static List<NodeId> nodesOf(StepContext<ProveClusterInput> context) {
        return context.input().nodeIds().stream().map(NodeId::new).toList();
    }
}
