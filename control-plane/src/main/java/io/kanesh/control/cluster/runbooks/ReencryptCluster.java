package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.encryption.NodeEncryption;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.shared.Id.ClusterId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rewrites everything under fresh data keys, throttled, while the cluster serves. */
@Component
final class ReencryptCluster implements Runbook<ReencryptClusterInput> {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final double MIB = 1024.0 * 1024;

    private final Nodes nodes;
    private final NodeEncryption encryption;

    ReencryptCluster(Nodes nodes, NodeEncryption encryption) {
        this.nodes = nodes;
        this.encryption = encryption;
    }

    @Override
    public void declare(Steps<ReencryptClusterInput> steps) {
        steps.pointOfNoReturn("A retired data key is not used again; nodes finish the rewrite by themselves.");
        steps.act("retire-data-keys", this::retireDataKeys);
        steps.await("nothing-is-under-retired-keys", this::nothingIsUnderRetiredKeys)
                .within(Duration.ofHours(4), alert("The rewrite takes longer than four hours."));
    }

    @Override
    public String name() {
        return ReencryptClusterInput.RUNBOOK;
    }

    @Override
    public String purpose() {
        return "Before: files are under data keys of any age and algorithm. After: all of them are under keys made since,"
                + " of the algorithm that the spec names, and the older keys are destroyed. Nothing restarts. Nodes go"
                + " on with it by themselves after a restart.";
    }

    @Override
    public Class<ReencryptClusterInput> inputType() {
        return ReencryptClusterInput.class;
    }

    private Outcome retireDataKeys(StepContext<ReencryptClusterInput> context) {
        // The algorithm of the spec first, which may have been changed a moment ago: new keys are made only once here.
        encryption.keep(new ClusterId(context.input().clusterId()));
        for (Node node : nodes(context)) {
            Encryption present = node.encryption();
            if (present != null) {
                nodes.encrypt(
                        node.spec().id(),
                        before -> NodeEncryption.raised(
                                before == null ? present : before,
                                0,
                                context.input().dataKeyGeneration()));
            }
        }
        return Outcome.done();
    }

    private Outcome nothingIsUnderRetiredKeys(StepContext<ReencryptClusterInput> context) {
        List<Node> all = nodes(context);
        Outcome outcome = KeyWaits.all(
                all,
                report -> report.dataKeyGeneration() >= context.input().dataKeyGeneration(),
                "have rewritten everything");
        return outcome.match(
                done -> done,
                notYet -> Outcome.notYet(LOOK_AGAIN, notYet.waitingFor() + progress(all, context)),
                refused -> refused);
    }

    /** Bytes that are left, and when they will be done if it goes on as it went so far. */
    private static String progress(List<Node> all, StepContext<ReencryptClusterInput> context) {
        long left = all.stream()
                .map(Node::keyReport)
                .filter(report -> report != null)
                .flatMap(report -> report.dataKeys().stream())
                .filter(usage -> usage.state().equals("RETIRING"))
                .mapToLong(KeyReport.DataKeyUsage::bytes)
                .sum();
        long before = context.input().bytesBefore();
        if (left == 0 || before <= left) {
            return left == 0 ? "" : String.format(java.util.Locale.ROOT, "; %.1f MiB are left", left / MIB);
        }
        Duration so = Duration.between(Instant.parse(context.input().startedAt()), context.now());
        long secondsLeft = Math.round(so.toMillis() / 1000.0 * left / (before - left));
        return String.format(
                java.util.Locale.ROOT,
                "; %.1f of %.1f MiB are left, done at about %s",
                left / MIB,
                before / MIB,
                context.now().plusSeconds(secondsLeft).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    private List<Node> nodes(StepContext<ReencryptClusterInput> context) {
        return nodes.ofCluster(new ClusterId(context.input().clusterId()));
    }
}
