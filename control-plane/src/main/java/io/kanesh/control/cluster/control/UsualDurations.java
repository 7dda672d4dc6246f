package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import io.kanesh.control.runbook.PastRuns;
import io.kanesh.control.runbook.PastRuns.PastRun;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * How long a plan takes: the median of what the newest runs of the same runbook took in this installation, each carried over to
 * the plan's number of nodes; without any, a figure measured on an idle machine with two processors.
 */
@Component
class UsualDurations {
    private static final int NEWEST = 9;
    /** Machines, agents and engines of three nodes. */
    private static final int CREATE_SECONDS = 30;

    private static final int CREATE_NODES = 3;
    /** Engines of one computer start side by side and share its processors. */
    private static final int SECONDS_PER_FURTHER_NODE = 7;

    private static final int DELETE_SECONDS = 10;

    private final PastRuns past;

    UsualDurations(PastRuns past) {
        this.past = past;
    }

    int secondsOf(ClusterPlan plan) {
        return plan.kind() == ClusterPlan.Kind.DELETE
                ? median(past.succeeded(ClusterOperations.DELETE, NEWEST), 0, DELETE_SECONDS)
                : median(
                        past.succeeded(ClusterOperations.CREATE, NEWEST),
                        plan.nodes().size(),
                        CREATE_SECONDS + Math.max(0, plan.nodes().size() - CREATE_NODES) * SECONDS_PER_FURTHER_NODE);
    }

    private static int median(List<PastRun> runs, int nodes, int without) {
        List<Integer> seconds =
                runs.stream().map(run -> carriedOver(run, nodes)).sorted().toList();
        return seconds.isEmpty() ? without : seconds.get(seconds.size() / 2);
    }

    private static int carriedOver(PastRun run, int nodes) {
        long measured = Math.round(run.took().toMillis() / 1000.0);
        long further = nodes == 0 ? 0 : (long) (nodes - run.parts()) * SECONDS_PER_FURTHER_NODE;
        return (int) Math.max(1, measured + further);
    }
}
