package io.kanesh.control.runbook;

import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a wait for children looks at them. */
final class Children {
    /** A child that ends wakes its parent; this is how late a lost wake-up can be. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private Children() {}

    /** @param children the newest first; older runs for the same subject belong to rounds that were undone */
    static Outcome haveSucceeded(List<Run> children, String runbookName) {
        Map<Subject, Run> newest = new LinkedHashMap<>();
        children.stream()
                .filter(child -> child.runbook().equals(runbookName))
                .forEach(child -> newest.putIfAbsent(child.subject(), child));
        for (Run child : newest.values()) {
            if (!child.state().isActive() && child.state() != Run.State.SUCCEEDED) {
                return Outcome.refused(whyEnded(child));
            }
        }
        List<Run> active = newest.values().stream()
                .filter(child -> child.state().isActive())
                .toList();
        return active.isEmpty() ? Outcome.done() : Outcome.notYet(LOOK_AGAIN, waitingFor(newest.size(), active));
    }

    static Outcome haveStopped(Runs runs, OperationId parent, String runbookName) {
        List<Run> active = runs.childrenOf(parent).stream()
                .filter(child ->
                        child.runbook().equals(runbookName) && child.state().isActive())
                .toList();
        active.stream().filter(Run::cancellable).forEach(child -> runs.cancel(child.id()));
        return active.isEmpty()
                ? Outcome.done()
                : Outcome.notYet(LOOK_AGAIN, active.size() + " " + runbookName + " operations are being stopped");
    }

    private static Problem whyEnded(Run child) {
        var error = child.error();
        var why = error == null ? "it was cancelled" : error.message();
        return Problem.of(
                "child-operation-failed",
                Problem.Kind.CONFLICT,
                child.runbook() + " of " + child.subject().id() + " ("
                        + child.id().value() + ") did not succeed: " + why);
    }

    private static String waitingFor(int all, List<Run> active) {
        var first = active.get(0);
        var detail = first.waitingFor() == null ? first.percent() + " % done" : first.waitingFor();
        return (all - active.size()) + " of " + all + " are done; "
                + first.subject().id() + ": " + detail;
    }
}
