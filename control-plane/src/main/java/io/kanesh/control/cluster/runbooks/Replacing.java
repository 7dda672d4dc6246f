package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The steps of {@link ReplaceNode}, in its order. */
@Component
class Replacing {
    private final Nodes nodes;
    private final NodeRuns nodeRuns;
    private final Runs runs;
    private final EngineRepairs repairs;
    private final ClusterKeys keys;
    private final NodeEncryption encryption;

    Replacing(
            Nodes nodes,
            NodeRuns nodeRuns,
            Runs runs,
            EngineRepairs repairs,
            ClusterKeys keys,
            NodeEncryption encryption) {
        this.nodes = nodes;
        this.nodeRuns = nodeRuns;
        this.runs = runs;
        this.repairs = repairs;
        this.keys = keys;
        this.encryption = encryption;
    }

    Outcome registerNode(StepContext<ReplaceNodeInput> context) {
        return withLost(context, lost -> {
            NodeSpec spec = lost.spec();
            nodes.register(new NodeSpec(
                    replacement(context),
                    spec.cluster(),
                    spec.project(),
                    spec.provider(),
                    spec.dataCenter(),
                    spec.region(),
                    spec.zone(),
                    spec.instanceType()));
            return Outcome.done();
        });
    }

    Outcome forgetNode(StepContext<ReplaceNodeInput> context) {
        nodes.forget(replacement(context));
        return Outcome.done();
    }

    Outcome provisionNode(StepContext<ReplaceNodeInput> context) {
        return nodeRuns.provision(List.of(replacement(context)), project(context), context.operation());
    }

    Outcome releaseNewNode(StepContext<ReplaceNodeInput> context) {
        return runs.childrenHaveStopped(context.operation(), ProvisionNodeInput.RUNBOOK)
                .match(
                        stopped -> nodes.find(replacement(context)).isEmpty()
                                ? Outcome.done()
                                : release(replacement(context), context),
                        notYet -> notYet,
                        refused -> refused);
    }

    private Outcome release(NodeId node, StepContext<ReplaceNodeInput> context) {
        return nodeRuns.release(List.of(node), project(context), context.operation())
                .match(
                        started -> runs.childrenHaveSucceeded(context.operation(), ReleaseNodeInput.RUNBOOK),
                        notYet -> notYet,
                        refused -> refused);
    }

    /** Before its engine: none starts without. */
    Outcome giveKeys(StepContext<ReplaceNodeInput> context) {
        encryption.keep(new ClusterId(context.input().clusterId()));
        boolean given = nodes.find(replacement(context)).map(Node::encryption).isPresent();
        return given
                ? Outcome.done()
                : Outcome.notYet(KeyWaits.LOOK_AGAIN, context.input().newNodeId() + " has no way to its key yet");
    }

    Outcome takeKeys(StepContext<ReplaceNodeInput> context) {
        keys.dismiss(project(context), replacement(context));
        return Outcome.done();
    }

    /** Not while another one is away: a node that still serves would be one too many. */
    Outcome stopLostEngine(StepContext<ReplaceNodeInput> context) {
        Outcome whole = EngineWaits.ringIsWhole(survivors(context));
        if (!(whole instanceof Outcome.Done)) {
            return whole;
        }
        EngineSwitch.one(nodes, lost(context), EngineState.STOPPED, context.fence());
        return Outcome.done();
    }

    Outcome startLostEngine(StepContext<ReplaceNodeInput> context) {
        EngineSwitch.one(nodes, lost(context), EngineState.RUNNING, context.fence());
        return Outcome.done();
    }

    Outcome lostEngineIsDown(StepContext<ReplaceNodeInput> context) {
        return withLost(context, lost -> {
            String address = lost.address();
            return address == null ? Outcome.done() : EngineWaits.nobodySees(survivors(context), address);
        });
    }

    Outcome repairSurvivors(StepContext<ReplaceNodeInput> context) {
        return withLost(context, lost -> {
            String address = lost.address();
            return address == null ? neverRan(lost) : repairSurvivors(context, address);
        });
    }

    /** All of them at the same time: each compares other ranges. */
    private Outcome repairSurvivors(StepContext<ReplaceNodeInput> context, String lostAddress) {
        Map<String, String> order = new HashMap<>(Map.of("scope", "SURVIVORS", "lost", lostAddress));
        String absent = absent(context);
        if (!absent.isEmpty()) {
            order.put("absent", absent);
        }
        List<Node> survivors = survivors(context);
        long differences = 0;
        int unheld = 0;
        Outcome first = null;
        for (Node survivor : survivors) {
            var progress = repairs.ask(survivor.spec().id(), order, context);
            if (!progress.isDone()) {
                first = first == null || progress.outcome() instanceof Outcome.Refused ? progress.outcome() : first;
            }
            differences += progress.differences();
            unheld = Math.max(unheld, progress.unheld());
        }
        if (first != null) {
            return first;
        }
        if (unheld > 0 && !context.input().force()) {
            return Outcome.refused(onlyCopies(context, unheld));
        }
        return Outcome.done(survivors.size() + " nodes compared; replicas differed " + differences + " times");
    }

    private static Problem onlyCopies(StepContext<ReplaceNodeInput> context, int ranges) {
        return Problem.of(
                        "node-has-the-only-copy",
                        Problem.Kind.CONFLICT,
                        ranges + " ranges of " + context.input().lostNodeId()
                                + " are on no other node: a keyspace keeps too few replicas of them.")
                .withHint("Start its machine again if you can. With ?force=true those ranges begin empty.");
    }

    Outcome endRepair(StepContext<ReplaceNodeInput> context) {
        return repairs.cancel(NodeRuns.idsOf(survivors(context)), context);
    }

    Outcome prepareEngine(StepContext<ReplaceNodeInput> context) {
        return withLost(context, lost -> {
            EngineSettings before = lost.engine();
            String address = nodes.find(replacement(context)).map(Node::address).orElse(null);
            if (before == null || address == null) {
                return neverRan(lost);
            }
            nodes.configure(
                    replacement(context),
                    EngineState.STOPPED,
                    before.replacedAt(address, Seeds.of(survivors(context))),
                    context.fence());
            return Outcome.done("tokens of " + before.address() + " for " + address);
        });
    }

    Outcome releaseLostNode(StepContext<ReplaceNodeInput> context) {
        keys.dismiss(project(context), lost(context));
        return nodes.find(lost(context)).isEmpty()
                ? Outcome.done()
                : nodeRuns.release(List.of(lost(context)), project(context), context.operation());
    }

    Outcome startEngine(StepContext<ReplaceNodeInput> context) {
        EngineSwitch.one(nodes, replacement(context), EngineState.RUNNING, context.fence());
        return Outcome.done();
    }

    Outcome engineServes(StepContext<ReplaceNodeInput> context) {
        return EngineWaits.allServe(nodes.find(replacement(context)).stream().toList(), 1);
    }

    Outcome enginesSeeEachOther(StepContext<ReplaceNodeInput> context) {
        return EngineWaits.allSeeEachOther(present(context));
    }

    Outcome compareRows(StepContext<ReplaceNodeInput> context) {
        return repairs.ask(replacement(context), Map.of("scope", "HELD"), context)
                .outcome();
    }

    private static Outcome neverRan(Node node) {
        return Outcome.refused(Problem.of(
                "node-never-ran",
                Problem.Kind.CONFLICT,
                "Node " + node.spec().id().value() + " or its replacement has no address or settings."));
    }

    private Outcome withLost(StepContext<ReplaceNodeInput> context, Function<Node, Outcome> step) {
        return nodes.find(lost(context))
                .map(step)
                .orElseGet(() -> Outcome.refused(Problem.of(
                        "node-gone",
                        Problem.Kind.CONFLICT,
                        "Node " + context.input().lostNodeId() + " was removed meanwhile.")));
    }

    /** All nodes but the lost one and the new one, and those that are not waited for. */
    private List<Node> survivors(StepContext<ReplaceNodeInput> context) {
        return present(context).stream()
                .filter(node -> !node.spec().id().equals(lost(context))
                        && !node.spec().id().equals(replacement(context)))
                .toList();
    }

    private List<Node> present(StepContext<ReplaceNodeInput> context) {
        return nodes.ofCluster(new ClusterId(context.input().clusterId())).stream()
                .filter(node -> !context.input()
                        .absentNodeIds()
                        .contains(node.spec().id().value()))
                .toList();
    }

    private String absent(StepContext<ReplaceNodeInput> context) {
        return context.input().absentNodeIds().stream()
                .map(NodeId::new)
                .flatMap(id -> nodes.find(id).stream())
                .map(Node::address)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
    }

    private static NodeId lost(StepContext<ReplaceNodeInput> context) {
        return new NodeId(context.input().lostNodeId());
    }

    private static NodeId replacement(StepContext<ReplaceNodeInput> context) {
        return new NodeId(context.input().newNodeId());
    }

    private static ProjectId project(StepContext<ReplaceNodeInput> context) {
        return new ProjectId(context.input().projectId());
    }
}
