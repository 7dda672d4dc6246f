package io.kanesh.control.runbook.control;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.execution.Declaration;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.RunView;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.runbook.execution.StepRecord;
import io.kanesh.control.shared.ResourceChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is worth telling about a run, as reasons and sentences. */
@Component
class RunNews {
    // Runbooks need the facade, which needs the journal, which needs this.
    private final ObjectProvider<Runbooks> runbooks;

    RunNews(ObjectProvider<Runbooks> runbooks) {
        this.runbooks = runbooks;
    }

    /** One piece of news. */
    record Item(String reason, String message) {
        ResourceChanged about(RunRecord run, @Nullable String cluster) {
            var head = run.head();
            return new ResourceChanged(
                    "operation",
                    head.id().value(),
                    head.project(),
                    cluster,
                    reason,
                    head.runbook() + " of " + head.subject().id() + ": " + message);
        }
    }

    ResourceChanged queued(RunRecord run, @Nullable String cluster) {
        return new Item("OperationQueued", "asked for by " + run.head().requestedBy()).about(run, cluster);
    }

    List<Item> between(RunRecord before, RunRecord after) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < after.steps().size(); i++) {
            step(before.step(i), after.step(i), after, items);
        }
        var state = after.progress().state();
        if (before.progress().state() != state) {
            items.add(new Item("Operation" + inCamelCase(state), sentence(after)));
        } else if (before.progress().undoTo() < 0 && after.progress().undoTo() >= 0) {
            var from = after.step(after.progress().undoTo()).name();
            items.add(new Item("OperationRedoes", "a deadline has passed; it does it again from " + from));
        }
        var waitingFor = RunView.waitingFor(after);
        if (waitingFor != null && !Objects.equals(RunView.waitingFor(before), waitingFor)) {
            items.add(new Item("OperationWaits", "waits for " + waitingFor));
        }
        return items;
    }

    private void step(StepRecord before, StepRecord after, RunRecord run, List<Item> items) {
        if (before.state() != after.state() && after.state() == StepState.DONE) {
            items.add(new Item("OperationProgressed", after.name() + " is done"));
        }
        if (before.state() != after.state() && after.state() == StepState.UNDONE) {
            items.add(new Item("OperationProgressed", after.name() + " is undone"));
        }
        if (!before.attempts().alerted() && after.attempts().alerted()) {
            items.add(new Item("OperationOverdue", overdue(after, run)));
        }
    }

    private String overdue(StepRecord step, RunRecord run) {
        var what = step.state() == StepState.UNDOING
                ? "taking back " + step.name() + " takes too long"
                : alertOf(runbooks.getObject().find(run.head().runbook()).orElse(null), step.name());
        return what + "; it waits for " + step.said().waitingFor();
    }

    private static String alertOf(@Nullable Declaration<?> declaration, String step) {
        int index = declaration == null ? -1 : declaration.indexOf(step);
        if (declaration == null || index < 0) {
            return step + " is overdue";
        }
        return declaration
                .steps()
                .get(index)
                .consequence()
                .match(Consequence.Alert::message, giveUp -> step + " is overdue", redo -> step + " is overdue");
    }

    private static String inCamelCase(State state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String sentence(RunRecord run) {
        var error = run.progress().error();
        return switch (run.progress().state()) {
            case QUEUED -> "is queued";
            case RUNNING -> "has begun";
            case UNDOING -> error == null ? "is being cancelled" : "is being undone: " + error.message();
            case SUCCEEDED -> "has succeeded";
            case FAILED -> error == null ? "has failed" : "has failed: " + error.message();
            case CANCELLED -> "has been cancelled and undone";
        };
    }
}
