package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run.State;

/**
 * How many steps are done, of how many.
 *
 * @param done at most {@code all}
 */
public record Percent(int done, int all) {

    /**
     * What to show for {@code run}: done steps of all steps, with those of the children that its present round started. Never
     * below what was shown before, and 100 only for a run that has succeeded.
     *
     * @param children the sum over the children of the present round
     */
    public static int of(RunRecord run, Percent children) {
        int done = run.doneSteps() + children.done();
        int all = run.steps().size() + children.all();
        boolean succeeded = run.progress().state() == State.SUCCEEDED;
        int now = succeeded ? 100 : Math.min(99, 100 * done / Math.max(1, all));
        return Math.max(run.progress().percent(), now);
    }
}
