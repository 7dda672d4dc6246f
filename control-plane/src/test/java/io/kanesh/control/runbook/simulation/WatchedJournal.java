package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal;
import io.kanesh.control.runbook.execution.RunRecord;
import io.kanesh.control.runbook.execution.StepRecord;
import io.kanesh.control.runbook.testing.MemoryJournal;
import io.kanesh.control.runbook.testing.ProcessKilled;
import io.kanesh.control.shared.Id.OperationId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One process's sight of the journal: fails now and then, kills the process between two steps, and checks every change. */
final class WatchedJournal implements Journal {
    private final MemoryJournal journal;
    private final RandomGenerator random;
    private final Flaw flaw;
    private final Consumer<String> transcript;
    private final Map<String, RunRecord> remembered = new HashMap<>();

    WatchedJournal(MemoryJournal journal, RandomGenerator random, Flaw flaw, Consumer<String> transcript) {
        this.journal = journal;
        this.random = random;
        this.flaw = flaw;
        this.transcript = transcript;
    }

    /** The database does not answer. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Started start(RunRecord fresh) {
        failNowAndThen();
        var started = journal.start(fresh);
        if (started.result() == Started.Result.SUBJECT_BUSY && flaw == Flaw.JOURNAL_HAS_NO_UNIQUE_INDEX) {
            journal.put(fresh);
            started = new Started(Started.Result.NEW, fresh.id());
        }
        transcript.accept(
                "start " + fresh.head().runbook() + " " + fresh.head().subject().id() + ": " + started.result());
        var runs = journal.all();
        for (Invariant invariant : Invariant.values()) {
            invariant.brokenNow(runs).ifPresent(how -> broken(invariant, how));
        }
        return started;
    }

    @Override
    public <T> Optional<T> change(OperationId id, Function<RunRecord, Change<T>> decide) {
        failNowAndThen();
        var before = journal.find(id);
        var told = journal.change(id, run -> flawed(run, decide));
        if (before.isPresent()) {
            var after = journal.find(id).orElseThrow();
            remembered.put(id.value(), after);
            check(before.get(), after);
            if (!after.equals(before.get())) {
                transcript.accept(summary(after));
            }
        }
        if (random.nextInt(60) == 0) {
            transcript.accept("killed after the journal had it");
            throw new ProcessKilled("after a commit");
        }
        return told;
    }

    private void failNowAndThen() {
        if (random.nextInt(60) == 0) {
            transcript.accept("the database does not answer");
            throw new Unavailable();
        }
    }

    private <T> Change<T> flawed(RunRecord run, Function<RunRecord, Change<T>> decide) {
        if (flaw == Flaw.JOURNAL_IGNORES_FENCES) {
            return decide.apply(remembered.getOrDefault(run.id().value(), run));
        }
        var change = decide.apply(run);
        var after = change.after();
        if (flaw == Flaw.PERCENT_MAY_FALL) {
            return new Change<>(after.with(after.progress().atPercent(0)), change.told());
        }
        boolean secondIsDone = after.isActive()
                && after.progress().undoTo() < 0
                && after.step(1).state() == StepState.DONE;
        if (flaw == Flaw.JOURNAL_FORGETS_A_STEP && secondIsDone && random.nextInt(20) == 0) {
            return new Change<>(after.withStep(0, StepRecord::again), change.told());
        }
        return change;
    }

    private static void check(RunRecord before, RunRecord after) {
        for (Invariant invariant : Invariant.values()) {
            invariant
                    .brokenBy(before, after)
                    .ifPresent(how -> broken(invariant, after.id().value() + ": " + how));
        }
    }

    private static void broken(Invariant invariant, String how) {
        throw new Broken(invariant, how);
    }

    private static String summary(RunRecord run) {
        var progress = run.progress();
        return run.head().subject().id() + " " + progress.state() + " round " + progress.round() + " fence "
                + progress.fence() + " " + progress.percent() + " % "
                + Arrays.toString(run.steps().stream()
                        .map(step -> step.state() + "/" + step.attempts().count())
                        .toArray());
    }

    @Override
    public Optional<RunRecord> find(OperationId id) {
        return journal.find(id);
    }

    @Override
    public Optional<RunRecord> activeFor(Subject subject) {
        return journal.activeFor(subject);
    }

    @Override
    public List<RunRecord> latestFor(Subject subject, int limit) {
        return journal.latestFor(subject, limit);
    }

    @Override
    public List<RunRecord> childrenOf(OperationId parent) {
        return journal.childrenOf(parent);
    }

    @Override
    public List<RunRecord> page(Filter filter, int limit) {
        return journal.page(filter, limit);
    }

    @Override
    public List<OperationId> active() {
        return journal.active();
    }

    @Override
    public long nextFence() {
        return journal.nextFence();
    }
}
