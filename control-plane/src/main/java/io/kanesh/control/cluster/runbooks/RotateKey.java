package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.agent.api.Encryption;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.KeyUsers;
import io.kanesh.control.keys.RotateKeyInput;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives a master key new material and lets every node wrap its own key anew. */
@Component
final class RotateKey implements Runbook<RotateKeyInput> {
    private final ClusterKeys keys;
    private final KeyUsers users;
    private final Nodes nodes;

    RotateKey(ClusterKeys keys, KeyUsers users, Nodes nodes) {
        this.keys = keys;
        this.users = users;
        this.nodes = nodes;
    }

    @Override
    public void declare(Steps<RotateKeyInput> steps) {
        steps.pointOfNoReturn(
                "An older version of the material is as good as a newer one; nothing has to be taken back.");
        steps.act("make-new-material", this::makeNewMaterial);
        steps.act("renew-node-keys", this::renewNodeKeys);
        steps.await("node-keys-are-renewed", this::nodeKeysAreRenewed)
                .within(Duration.ofMinutes(30), alert("Not every node has renewed its key in 30 minutes."));
    }

    @Override
    public String name() {
        return RotateKeyInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: nodes' keys are wrapped by any version of the master key. After: every node has a new key, wrapped"
                + " by the newest version, and has wrapped its data keys by it. The material of a key in a cloud is"
                + " rotated there, by its owner.";
    }

    @Override
    public Class<RotateKeyInput> inputType() {
        return RotateKeyInput.class;
    }

    private Outcome makeNewMaterial(StepContext<RotateKeyInput> context) {
        RotateKeyInput input = context.input();
        if (input.versionsBefore() > 0) {
            keys.rotateMaterial(new KeyId(input.keyId()), input.versionsBefore());
        }
        return Outcome.done();
    }

    private Outcome renewNodeKeys(StepContext<RotateKeyInput> context) {
        List<Node> all = nodes(context);
        for (Node node : all) {
            Encryption present = node.encryption();
            if (present != null) {
                nodes.encrypt(
                        node.spec().id(),
                        before -> NodeEncryption.raised(
                                before == null ? present : before,
                                context.input().nodeKeyGeneration(),
                                0));
            }
        }
        return Outcome.done(all.size() + " nodes told");
    }

    private Outcome nodeKeysAreRenewed(StepContext<RotateKeyInput> context) {
        return KeyWaits.all(
                nodes(context),
                report -> report.nodeKeyGeneration() >= context.input().nodeKeyGeneration(),
                "have renewed their keys");
    }

    private List<Node> nodes(StepContext<RotateKeyInput> context) {
        return users.nodes(new KeyId(context.input().keyId())).stream()
                .map(nodes::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
