package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Run.StepView;
import org.jspecify.annotations.Nullable;

/** A run as the rest of the control plane sees it. */
public final class RunView {
    private RunView() {}

    /** @param declaration null when this version does not declare the run's runbook; then it cannot be cancelled */
    public static Run of(@Nullable Declaration<?> declaration, RunRecord record) {
        var head = record.head();
        var progress = record.progress();
        return new Run(
                head.id(),
                head.runbook(),
                head.subject(),
                head.project(),
                head.parent(),
                progress.state(),
                progress.percent(),
                record.steps().stream().map(RunView::step).toList(),
                waitingFor(record),
                progress.error(),
                declaration != null && RunRequests.isCancellable(declaration, record),
                head.createdAt(),
                progress.endedAt());
    }

    private static StepView step(StepRecord step) {
        return new StepView(
                step.name(),
                step.state(),
                step.attempts().startedAt(),
                step.endedAt(),
                step.attempts().count(),
                step.said().waitingFor(),
                step.said().note());
    }

    /** What the current step of an active run waits for; null when it waits for nothing. */
    public static @Nullable String waitingFor(RunRecord record) {
        int current = record.isActive() ? record.current() : -1;
        if (current < 0) {
            return null;
        }
        var step = record.step(current);
        return step.state() == StepState.FAILED ? null : step.said().waitingFor();
    }
}
