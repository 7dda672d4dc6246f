package io.kanesh.control.database.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.control.certificates.Succession;
import io.kanesh.control.database.RotateAuthorityInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Replaces the authority that a cluster's nodes and clients trust, while everybody stays connected. */
@Component
final class RotateClusterAuthority implements Runbook<RotateAuthorityInput> {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN_LATER = Duration.ofMinutes(10);
    /** An overlap is days; the alert is a reminder, and the wait goes on. */
    private static final Duration REMINDER = Duration.ofHours(6);

    private static final Duration NODES_CATCH_UP = Duration.ofMinutes(15);

    private final Succession succession;
    private final Function<ClusterId, List<NodeTrust>> nodes;

    /**
     * How far a node with an engine has come.
     *
     * @param generation that it was told to catch up with
     * @param applied whether everything that it was told is so
     */
    record NodeTrust(NodeId node, int generation, boolean applied) {
        static NodeTrust of(Node node) {
            return new NodeTrust(node.spec().id(), node.access().trustGeneration(), node.isUpToDate());
        }
    }

    @Autowired
    RotateClusterAuthority(Succession succession, Nodes nodes) {
        this(
                succession,
                cluster -> nodes.ofCluster(cluster).stream()
                        .filter(node -> node.engine() != null)
                        .map(NodeTrust::of)
                        .toList());
    }

    RotateClusterAuthority(Succession succession, Function<ClusterId, List<NodeTrust>> nodes) {
        this.succession = succession;
        this.nodes = nodes;
    }

    @Override
    public void declare(Steps<RotateAuthorityInput> steps) {
        steps.act("trust-successor", this::trustSuccessor).undo(this::abandonSuccessor);
        steps.await("nodes-trust-both", this::nodesHaveCaughtUp)
                .within(NODES_CATCH_UP, alert("Some nodes do not trust the new authority yet; nothing has changed."));
        steps.pointOfNoReturn("The former authority's key is destroyed when its successor begins to issue.");
        steps.act("issue-by-successor", this::issueBySuccessor);
        steps.await("nodes-show-new-certificates", this::nodesHaveCaughtUp)
                .within(NODES_CATCH_UP, alert("Some nodes still show certificates of the former authority."));
        steps.await("clients-had-time", this::clientsHadTime)
                .within(
                        REMINDER,
                        alert("Two authorities are trusted: have all clients taken the new CA certificates?"));
        steps.act("distrust-former", this::distrustFormer);
        steps.await("nodes-trust-successor-only", this::nodesHaveCaughtUp)
                .within(NODES_CATCH_UP, alert("Some nodes still trust the former authority."));
    }

    @Override
    public String name() {
        return RotateAuthorityInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: nodes show certificates of one authority, which clients trust. After: of another, and nobody trusts"
                + " the first. In between both are trusted, and nodes show a bridge from the former authority to the new one,"
                + " so that clients go on with what they know until the overlap ends. No engine restarts and no connection is"
                + " closed.";
    }

    @Override
    public Class<RotateAuthorityInput> inputType() {
        return RotateAuthorityInput.class;
    }

    private Outcome trustSuccessor(StepContext<RotateAuthorityInput> context) {
        succession.prepare(clusterOf(context));
        return Outcome.done();
    }

    private Outcome abandonSuccessor(StepContext<RotateAuthorityInput> context) {
        succession.abandon(clusterOf(context));
        return Outcome.done();
    }

    private Outcome issueBySuccessor(StepContext<RotateAuthorityInput> context) {
        succession.hand(clusterOf(context));
        return Outcome.done();
    }

    private Outcome clientsHadTime(StepContext<RotateAuthorityInput> context) {
        Optional<Instant> handedAt = succession.handedAt(clusterOf(context));
        if (handedAt.isEmpty()) {
            return Outcome.done("the cluster is gone");
        }
        Instant end = handedAt.get().plusSeconds(context.input().overlapSeconds());
        if (!context.now().isBefore(end)) {
            return Outcome.done();
        }
        Duration left = Duration.between(context.now(), end);
        return Outcome.notYet(
                left.compareTo(LOOK_AGAIN_LATER) < 0 ? left : LOOK_AGAIN_LATER,
                "clients take the new CA certificates (GET …/connection) until " + end);
    }

    private Outcome distrustFormer(StepContext<RotateAuthorityInput> context) {
        succession.settle(clusterOf(context));
        return Outcome.done();
    }

    /** Nodes that join later get the newest trust with their first certificate. */
    private Outcome nodesHaveCaughtUp(StepContext<RotateAuthorityInput> context) {
        ClusterId cluster = clusterOf(context);
        int generation = succession.generation(cluster);
        List<NodeTrust> all = nodes.apply(cluster);
        List<String> behind = all.stream()
                .filter(node -> node.generation() < generation || !node.applied())
                .map(node -> node.node().value())
                .toList();
        return behind.isEmpty()
                ? Outcome.done(all.size() + " nodes")
                : Outcome.notYet(
                        LOOK_AGAIN,
                        (all.size() - behind.size()) + " of " + all.size() + " nodes use the new trust; waits for "
                                + behind.get(0));
    }

    private static ClusterId clusterOf(StepContext<RotateAuthorityInput> context) {
        return new ClusterId(context.input().clusterId());
    }
}
