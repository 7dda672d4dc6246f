package io.kanesh.control.cluster.planning;

import java.util.List;
import java.util.function.Function;

/** The difference between what was asked for and what is, as the planner sees it. */
public sealed interface PlanResult {

    /** Nothing to do. */
    record Converged() implements PlanResult {
        @Override
        public <R> R match(
                Function<Converged, R> converged, Function<Blocked, R> blocked, Function<ClusterPlan, R> plan) {
            return converged.apply(this);
        }
    }

    /**
     * Something is to be done and cannot be.
     *
     * @param reason stable, CamelCase
     * @param message for the customer: why, and what would help
     */
    record Blocked(String reason, String message) implements PlanResult {
        @Override
        public <R> R match(
                Function<Converged, R> converged, Function<Blocked, R> blocked, Function<ClusterPlan, R> plan) {
            return blocked.apply(this);
        }
    }

    /**
     * What to do.
     *
     * @param changes for a person to read, in the order in which they happen
     * @param nodes the nodes to make; empty when none is made
     */
    record ClusterPlan(Kind kind, List<Change> changes, List<PlannedNode> nodes) implements PlanResult {
        public ClusterPlan {
            changes = List.copyOf(changes);
            nodes = List.copyOf(nodes);
        }

        /** Which runbook realises it. */
        public enum Kind {
            CREATE,
            DELETE
        }

        @Override
        public <R> R match(
                Function<Converged, R> converged, Function<Blocked, R> blocked, Function<ClusterPlan, R> plan) {
            return plan.apply(this);
        }
    }

    /**
     * @param what what is added, changed or removed, e.g. {@code node 1 of dc1: local.small in local-1a}
     * @param reason why, e.g. which part of the spec asks for it
     */
    record Change(Verb verb, String what, String reason) {
        /** What happens to it. */
        public enum Verb {
            ADD,
            CHANGE,
            REMOVE
        }
    }

    <R> R match(Function<Converged, R> converged, Function<Blocked, R> blocked, Function<ClusterPlan, R> plan);
}
