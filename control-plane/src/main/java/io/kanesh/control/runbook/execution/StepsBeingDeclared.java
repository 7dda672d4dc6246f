package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a runbook declares. */
final class StepsBeingDeclared<I> implements Steps<I> {
    private static final Duration ACTION_DEADLINE = Duration.ofMinutes(10);

    private final List<Draft> drafts = new ArrayList<>();
    private int pointOfNoReturn = -1;
    private @Nullable String pointOfNoReturnReason;

    @Override
    public Act<I> act(String name, Step<I> action) {
        var draft = new Draft(name, false, action);
        draft.within = ACTION_DEADLINE;
        draft.consequence = Consequence.giveUp(name + " did not succeed within 10 minutes");
        drafts.add(draft);
        return draft.asAct();
    }

    @Override
    public Wait<I> await(String name, Step<I> predicate) {
        var draft = new Draft(name, true, predicate);
        drafts.add(draft);
        return draft.asWait();
    }

    @Override
    public void pointOfNoReturn(String reason) {
        if (pointOfNoReturn >= 0) {
            throw new IllegalStateException("a run has one point of no return: " + pointOfNoReturnReason);
        }
        pointOfNoReturn = drafts.size();
        pointOfNoReturnReason = reason;
    }

    List<String> waitsWithoutDeadline() {
        return drafts.stream()
                .filter(draft -> draft.consequence == null)
                .map(draft -> draft.name)
                .toList();
    }

    Declaration<I> declared(Runbook<I> runbook) {
        return new Declaration<>(
                runbook,
                drafts.stream().map(Draft::declared).toList(),
                pointOfNoReturn < 0 ? drafts.size() : pointOfNoReturn,
                pointOfNoReturnReason);
    }

    private final class Draft {
        private final String name;
        private final boolean isWait;
        private final Step<I> step;
        private @Nullable Step<I> undo;
        private Duration within = Duration.ofSeconds(1);
        private @Nullable Consequence consequence;

        Draft(String name, boolean isWait, Step<I> step) {
            this.name = name;
            this.isWait = isWait;
            this.step = step;
        }

        private void deadline(Duration deadline, Consequence then) {
            within = deadline;
            consequence = then;
        }

        Act<I> asAct() {
            return new Act<>() {
                @Override
                public Act<I> undo(Step<I> takeBack) {
                    undo = takeBack;
                    return this;
                }

                @Override
                public Act<I> within(Duration deadline, Consequence then) {
                    deadline(deadline, then);
                    return this;
                }
            };
        }

        Wait<I> asWait() {
            return new Wait<>() {
                @Override
                public Wait<I> within(Duration deadline, Consequence then) {
                    deadline(deadline, then);
                    return this;
                }
            };
        }

        DeclaredStep<I> declared() {
            var then = consequence == null ? Consequence.giveUp(name + " has no deadline") : consequence;
            return new DeclaredStep<>(name, isWait, step, undo, within, then);
        }
    }
}
