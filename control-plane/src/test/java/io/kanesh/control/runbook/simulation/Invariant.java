package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.simulation.FakeWorld.Configured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds in every simulated history, whatever fails; each with the reason why it must. */
enum Invariant {

    /** A machine or certificate that nobody knows of costs money, or lets somebody in, for ever. */
    AN_UNDONE_RUN_LEAVES_NOTHING(Flaw.UNDO_FORGETS_THE_MACHINE) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            return simulation.ended(SimulatedCluster.NAME).stream()
                    .filter(run -> run.progress().state() != State.SUCCEEDED && !SimulatedCluster.isPublished(run))
                    .flatMap(run -> simulation.world().leftOf(SimulatedCluster.nodesOf(run)).stream())
                    .findFirst()
                    .map(left -> left + " was left behind");
        }
    },

    /** "Succeeded" is what the customer acts on: sending data to a cluster that is not there loses it. */
    SUCCEEDED_MEANS_THAT_IT_IS_THERE(Flaw.WAIT_LOOKS_AWAY) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            return simulation.ended(SimulatedCluster.NAME).stream()
                    .filter(run -> run.progress().state() == State.SUCCEEDED)
                    .flatMap(run -> SimulatedCluster.nodesOf(run).stream())
                    .filter(node -> !simulation.world().serves(node))
                    .findFirst()
                    .map(node -> node + " does not serve although its cluster's run succeeded");
        }
    },

    /** Repeating a launch is normal; paying twice, or two machines that believe to be one node, is not. */
    A_NODE_HAS_ONE_MACHINE(Flaw.LAUNCH_IGNORES_ITS_TOKEN) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            return simulation.world().nodesWithSeveralMachines().stream()
                    .findFirst()
                    .map(node -> node + " has several machines");
        }
    },

    /** An engine without its key would have to write what anybody can read. */
    NO_NODE_SERVES_WITHOUT_A_KEY(Flaw.ENGINE_STARTS_WITHOUT_ITS_KEY) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            return simulation.kms().servedWithout().stream().findFirst().map(node -> node + " served without a key");
        }
    },

    /** Messages come late and twice: a configuration that was replaced must not come back with one of them. */
    NODES_NEVER_GO_BACK(Flaw.NODES_TAKE_OLD_MESSAGES) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            Map<String, Long> newest = new HashMap<>();
            for (Configured configured : simulation.world().accepted()) {
                if (configured.generation() < newest.getOrDefault(configured.node(), 0L)) {
                    return Optional.of(configured + " came after generation " + newest.get(configured.node()));
                }
                newest.put(configured.node(), configured.generation());
            }
            return Optional.empty();
        }
    },

    /** A control plane that slept must not undo what its successor decided. */
    NODES_NEVER_OBEY_A_REPLACED_WRITER(Flaw.NODES_IGNORE_FENCES) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            Map<String, Long> highest = new HashMap<>();
            for (Configured configured : simulation.world().accepted()) {
                if (configured.fence() < highest.getOrDefault(configured.node(), 0L)) {
                    return Optional.of(configured + " came after fence " + highest.get(configured.node()));
                }
                highest.put(configured.node(), configured.fence());
            }
            return Optional.empty();
        }
    },

    /** A bar that goes back makes people doubt everything else on the page. */
    PERCENT_NEVER_FALLS(Flaw.PERCENT_MAY_FALL) {
        @Override
        Optional<String> brokenBy(RunRecord before, RunRecord after) {
            int was = before.progress().percent();
            int is = after.progress().percent();
            return is < was ? Optional.of("from " + was + " to " + is) : Optional.empty();
        }
    },

    /** A run that never ends blocks its cluster: there is one active run per subject. */
    EVERY_RUN_ENDS(Flaw.WAIT_NEVER_ENDS) {
        @Override
        Optional<String> brokenAtEnd(Simulation simulation) {
            return simulation.journal().active().stream().findFirst().map(id -> id.value() + " goes on for ever");
        }
    },

    /** The journal is the memory: what was done in a round stays done until it is taken back. */
    WHAT_IS_DONE_STAYS_DONE(Flaw.JOURNAL_FORGETS_A_STEP) {
        @Override
        Optional<String> brokenBy(RunRecord before, RunRecord after) {
            boolean forward = after.progress().undoTo() < 0 && before.progress().undoTo() < 0;
            List<String> forgotten = new ArrayList<>();
            for (int i = 0; forward && i < after.steps().size(); i++) {
                boolean laterBegun =
                        after.steps().stream().skip(i + 1L).anyMatch(step -> step.state() != StepState.PENDING);
                if (laterBegun && after.step(i).state() != StepState.DONE) {
                    forgotten.add(after.step(i).name());
                }
            }
            return forgotten.isEmpty() ? Optional.empty() : Optional.of("goes on without " + forgotten);
        }
    },

    /** Two runs on one cluster would each plan for a world that the other is changing. */
    A_SUBJECT_HAS_ONE_ACTIVE_RUN(Flaw.JOURNAL_HAS_NO_UNIQUE_INDEX) {
        @Override
        Optional<String> brokenNow(Collection<RunRecord> runs) {
            var busy = new HashSet<>();
            return runs.stream()
                    .filter(RunRecord::isActive)
                    .filter(run -> !busy.add(run.head().subject()))
                    .findFirst()
                    .map(run -> run.head().subject() + " has two");
        }
    },

    /** Otherwise a run's history would be written by two hands, and neither would know it. */
    THE_JOURNAL_BELONGS_TO_WHO_TOOK_THE_RUN_LAST(Flaw.JOURNAL_IGNORES_FENCES) {
        @Override
        Optional<String> brokenBy(RunRecord before, RunRecord after) {
            return after.progress().fence() < before.progress().fence()
                    ? Optional.of("fence " + after.progress().fence() + " wrote over "
                            + before.progress().fence())
                    : Optional.empty();
        }
    };

    private final Flaw caught;

    Invariant(Flaw caught) {
        this.caught = caught;
    }

    /** The flaw that shows that this invariant can be broken, and sees it. */
    Flaw caught() {
        return caught;
    }

    /** Looked at after each change of a run. */
    Optional<String> brokenBy(RunRecord before, RunRecord after) {
        return Optional.empty();
    }

    /** Looked at after each start. */
    Optional<String> brokenNow(Collection<RunRecord> runs) {
        return Optional.empty();
    }

    /** Looked at when nothing is due any more. */
    Optional<String> brokenAtEnd(Simulation simulation) {
        return Optional.empty();
    }
}
