package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.cluster.runbooks.ChangeKeysInput.KeyChange;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Moves the nodes of a cluster from one master key to another while they serve. */
@Component
final class ChangeKeys implements Runbook<ChangeKeysInput> {
    private final ClusterStore clusters;
    private final Nodes nodes;
    private final ClusterKeys keys;
    private final NodeEncryption encryption;

    ChangeKeys(ClusterStore clusters, Nodes nodes, ClusterKeys keys, NodeEncryption encryption) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.keys = keys;
        this.encryption = encryption;
    }

    @Override
    public void declare(Steps<ChangeKeysInput> steps) {
        steps.act("name-the-new-keys", this::nameTheNewKeys).undo(this::nameTheFormerKeys);
        steps.await("nodes-use-the-new-keys", this::nodesUseTheNewKeys)
                .within(Duration.ofMinutes(15), giveUp("Not every node could use the new key in 15 minutes."));
        steps.act("let-the-former-keys-go", this::letTheFormerKeysGo);
    }

    @Override
    public String name() {
        return ChangeKeysInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: every node's key is wrapped by the former master key. After: by the new one alone; no data was"
                + " rewritten and nothing restarted. Each node wraps its key by the new master key, opens it through"
                + " that once, and only then drops the former. Undone: every node is back at the former key; the spec"
                + " still names the new one.";
    }

    @Override
    public Class<ChangeKeysInput> inputType() {
        return ChangeKeysInput.class;
    }

    private Outcome nameTheNewKeys(StepContext<ChangeKeysInput> context) {
        return name(context, KeyChange::keyId);
    }

    /** Both ways stay open, so a node that has changed already finds its way back. */
    private Outcome nameTheFormerKeys(StepContext<ChangeKeysInput> context) {
        return name(context, KeyChange::formerKeyId)
                .match(
                        told -> letGoWhenBack(context),
                        notYet -> notYet,
                        refused -> Outcome.done("the cluster is gone"));
    }

    private Outcome letGoWhenBack(StepContext<ChangeKeysInput> context) {
        return nodesUse(context, KeyChange::formerKeyId)
                .match(back -> letTheFormerKeysGo(context), notYet -> notYet, refused -> refused);
    }

    private Outcome name(StepContext<ChangeKeysInput> context, Function<KeyChange, String> which) {
        Optional<Cluster> cluster = clusters.find(new ClusterId(context.input().clusterId()));
        if (cluster.isEmpty()) {
            return Outcome.refused(Problem.of(
                    "cluster-gone", Problem.Kind.CONFLICT, "The cluster was removed while its keys were changed."));
        }
        int told = 0;
        for (Node node : nodes.ofCluster(cluster.get().id())) {
            Optional<KeyChange> change = change(context, node);
            Optional<DataCenterSpec> dataCenter = NodeEncryption.dataCenter(cluster.get(), node);
            if (change.isPresent() && dataCenter.isPresent() && node.encryption() != null) {
                tell(cluster.get(), dataCenter.get(), node, new KeyId(which.apply(change.get())));
                told++;
            }
        }
        return Outcome.done(told + " nodes told");
    }

    private void tell(Cluster cluster, DataCenterSpec dataCenter, Node node, KeyId key) {
        KeyAccess access = encryption.access(cluster, dataCenter, node, key);
        nodes.encrypt(node.spec().id(), before -> {
            Encryption present = before == null ? node.encryption() : before;
            if (present == null) {
                return Encryption.under(access, cluster.project().value(), dataCenter.name());
            }
            boolean isTold = present.key().keyUri().equals(access.keyUri());
            return isTold ? present : NodeEncryption.under(present, access, present.key());
        });
    }

    private Outcome nodesUseTheNewKeys(StepContext<ChangeKeysInput> context) {
        return nodesUse(context, KeyChange::keyId);
    }

    private Outcome nodesUse(StepContext<ChangeKeysInput> context, Function<KeyChange, String> which) {
        List<Node> concerned = nodes.ofCluster(new ClusterId(context.input().clusterId())).stream()
                .filter(node -> change(context, node).isPresent())
                .toList();
        for (Node node : concerned) {
            String uri = change(context, node)
                    .flatMap(change -> keys.find(new KeyId(which.apply(change))))
                    .map((Cmk key) -> key.in(node.spec().region()).uri())
                    .orElse("");
            Outcome one = KeyWaits.all(
                    List.of(node),
                    report -> uri.equals(report.keyUri()) && report.recipients().size() == 1,
                    "use the named key");
            if (one instanceof Outcome.NotYet) {
                return one;
            }
        }
        return Outcome.done(concerned.size() + " nodes use the named key");
    }

    private Outcome letTheFormerKeysGo(StepContext<ChangeKeysInput> context) {
        for (Node node : nodes.ofCluster(new ClusterId(context.input().clusterId()))) {
            Encryption present = node.encryption();
            if (present != null && change(context, node).isPresent()) {
                nodes.encrypt(node.spec().id(), before -> {
                    Encryption now = before == null ? present : before;
                    return NodeEncryption.under(now, now.key(), null);
                });
            }
        }
        return Outcome.done();
    }

    private static Optional<KeyChange> change(StepContext<ChangeKeysInput> context, Node node) {
        return context.input().changes().stream()
                .filter(change -> change.dataCenter().equals(node.spec().dataCenter()))
                .findFirst();
    }
}
