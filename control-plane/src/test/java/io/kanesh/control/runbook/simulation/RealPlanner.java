package io.kanesh.control.runbook.simulation;

import io.kanesh.control.cluster.ActiveRun;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus.Stage;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.planning.ClusterPlanner;
import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.cluster.planning.Observed.EndedRun;
import io.kanesh.control.cluster.planning.Offers;
import io.kanesh.control.cluster.planning.PlanResult;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.testing.MemoryJournal;
import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The planner of the control plane itself, asked as its reconciler asks it: with what the journal says of a cluster. */
record RealPlanner(MemoryJournal journal) {

    /** @param missesTheActiveRun as when another control plane has started it since this one looked */
    PlanResult plan(String cluster, boolean missesTheActiveRun) {
        List<RunRecord> runs = journal.latestFor(new Subject("cluster", cluster), Integer.MAX_VALUE);
        Optional<RunRecord> active = runs.stream().filter(RunRecord::isActive).findFirst();
        Optional<RunRecord> last = runs.stream().filter(run -> !run.isActive()).findFirst();
        boolean isMade = runs.stream().anyMatch(run -> run.progress().state() == State.SUCCEEDED);
        var observed = new Observed(
                List.of(),
                missesTheActiveRun ? null : active.map(RealPlanner::active).orElse(null),
                last.map(RealPlanner::ended).orElse(null));
        return ClusterPlanner.plan(cluster(isMade), observed, Offers.LOCAL);
    }

    private static Cluster cluster(boolean isMade) {
        return isMade ? Samples.at(Stage.ESTABLISHED, 3, 3) : Samples.fresh();
    }

    private static ActiveRun active(RunRecord run) {
        return new ActiveRun(
                run.id(),
                ActiveRun.Kind.CREATE,
                run.progress().undoTo() >= 0,
                run.progress().percent(),
                null);
    }

    private static EndedRun ended(RunRecord run) {
        boolean succeeded = run.progress().state() == State.SUCCEEDED;
        return new EndedRun(
                run.id(),
                ActiveRun.Kind.CREATE,
                succeeded,
                succeeded ? null : why(run.progress().error()));
    }

    private static @Nullable String why(@Nullable Problem error) {
        return error == null ? null : error.message();
    }
}
