package io.kanesh.control.cluster.runbooks;

import static io.kanesh.control.runbook.Steps.Consequence.alert;
import static io.kanesh.control.runbook.Steps.Consequence.giveUp;

import io.kanesh.control.node.ProvisionNodeInput;
import io.kanesh.control.node.ReleaseNodeInput;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Puts a new machine in the place of a node, so that nothing that was acknowledged is lost. */
@Component
final class ReplaceNode implements Runbook<ReplaceNodeInput> {
    private final Replacing replacing;
    private final Runs runs;

    ReplaceNode(Replacing replacing, Runs runs) {
        this.replacing = replacing;
        this.runs = runs;
    }

    @Override
    public void declare(Steps<ReplaceNodeInput> steps) {
        steps.act("register-node", replacing::registerNode).undo(replacing::forgetNode);
        steps.act("provision-node", replacing::provisionNode).undo(replacing::releaseNewNode);
        steps.await("node-has-enrolled", this::nodeHasEnrolled)
                .within(
                        Duration.ofMinutes(15),
                        giveUp("The new machine did not come up with its agent in 15 minutes."));
        steps.act("give-keys", replacing::giveKeys).undo(replacing::takeKeys);
        steps.act("stop-lost-engine", replacing::stopLostEngine)
                .undo(replacing::startLostEngine)
                .within(
                        Duration.ofMinutes(30),
                        giveUp("Another node is away too: what it lacks could not be repaired."));
        steps.await("lost-engine-is-down", replacing::lostEngineIsDown)
                .within(Duration.ofMinutes(30), giveUp("The other nodes still see the lost one up."));
        // A new node fetches each range from one replica only: whatever that one lacks would be lost with the node.
        steps.act("repair-survivors", replacing::repairSurvivors)
                .undo(replacing::endRepair)
                .within(Duration.ofDays(1), giveUp("The nodes that are left could not be compared in a day."));
        steps.act("prepare-engine", replacing::prepareEngine).undo(context -> Outcome.done());
        steps.pointOfNoReturn("The lost node's machine goes, with what it had.");
        // Before the new engine starts: two engines that both claim the same tokens would each take a part of the
        // writes.
        steps.act("release-lost-node", replacing::releaseLostNode);
        steps.await("lost-node-is-released", this::lostNodeIsReleased)
                .within(Duration.ofMinutes(15), alert("The machine of a lost node is still there."));
        steps.act("start-engine", replacing::startEngine);
        steps.await("engine-serves", replacing::engineServes)
                .within(Duration.ofHours(6), alert("The new node has not got its data after six hours."));
        steps.await("engines-see-each-other", replacing::enginesSeeEachOther)
                .within(Duration.ofMinutes(15), alert("The new node and the others do not see each other."));
        steps.act("compare-rows", replacing::compareRows)
                .within(Duration.ofDays(1), giveUp("The new node's rows could not be compared in a day."));
    }

    @Override
    public String name() {
        return "replace-node";
    }

    @Override
    public String purpose() {
        return "Before: a node is lost. After: another machine has its tokens and its data; every row that a quorum had"
                + " acknowledged is on every replica, which was established twice: among the nodes that were left before the new"
                + " one fetched anything, and with it afterwards. Undone: the new machine is gone, and the lost node is told to run"
                + " again.";
    }

    @Override
    public Class<ReplaceNodeInput> inputType() {
        return ReplaceNodeInput.class;
    }

    private Outcome nodeHasEnrolled(StepContext<ReplaceNodeInput> context) {
        return runs.childrenHaveSucceeded(context.operation(), ProvisionNodeInput.RUNBOOK);
    }

    private Outcome lostNodeIsReleased(StepContext<ReplaceNodeInput> context) {
        return runs.childrenHaveSucceeded(context.operation(), ReleaseNodeInput.RUNBOOK);
    }
}
