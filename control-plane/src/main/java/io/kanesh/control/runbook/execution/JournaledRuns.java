package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Runs;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.runbook.execution.Journal.Started;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs in a journal. */
public final class JournaledRuns implements Runs {
    // Runbooks are given this facade, so it cannot be given them when it is made.
    private final Supplier<Runbooks> runbooks;
    private final Journal journal;
    private final RunSignals signals;
    private final InputCodec codec;
    private final IdSource ids;
    private final InstantSource clock;
    private final Atomically atomically;

    public JournaledRuns(
            Supplier<Runbooks> runbooks,
            Journal journal,
            RunSignals signals,
            InputCodec codec,
            IdSource ids,
            InstantSource clock,
            Atomically atomically) {
        this.runbooks = runbooks;
        this.journal = journal;
        this.signals = signals;
        this.codec = codec;
        this.ids = ids;
        this.clock = clock;
        this.atomically = atomically;
    }

    @Override
    public <I> Answer<OperationId> start(Class<? extends Runbook<I>> runbook, Subject subject, I input, Origin origin) {
        return start(runbooks.get().get(runbook), subject, input, origin);
    }

    @Override
    public Answer<OperationId> start(String runbookName, Subject subject, Object input, Origin origin) {
        return start(runbooks.get().get(runbookName), subject, input, origin);
    }

    private Answer<OperationId> start(Declaration<?> declaration, Subject subject, Object input, Origin origin) {
        return atomically.run(() -> {
            var fresh = RunRecord.queued(
                    declaration, codec, newId(), subject, input, origin, roundOf(origin), clock.instant());
            var started = journal.start(fresh);
            if (started.result() == Started.Result.NEW) {
                signals.due(started.id());
            }
            return started.result() == Started.Result.SUBJECT_BUSY
                    ? Answer.refused(inProgress(subject, started.id()))
                    : Answer.of(started.id());
        });
    }

    private OperationId newId() {
        return new OperationId(ids.next(OperationId.PREFIX));
    }

    private int roundOf(Origin origin) {
        var parent = origin.parent();
        return parent == null
                ? 0
                : journal.find(parent)
                        .orElseThrow(() -> new IllegalArgumentException("there is no run " + parent.value()))
                        .progress()
                        .round();
    }

    private static Problem inProgress(Subject subject, OperationId busy) {
        return new Problem(
                "operation-in-progress",
                Kind.CONFLICT,
                subject.type() + " " + subject.id() + " has another operation in progress: " + busy.value(),
                null,
                "wait for it, or cancel it: POST /api/v1/operations/" + busy.value() + ":cancel",
                Map.of("operation", busy.value()));
    }

    @Override
    public Optional<Run> find(OperationId id) {
        return journal.find(id).map(this::view);
    }

    @Override
    public List<Run> childrenOf(OperationId parent) {
        return journal.childrenOf(parent).stream().map(this::view).toList();
    }

    @Override
    public Optional<Run> activeFor(Subject subject) {
        return journal.activeFor(subject).map(this::view);
    }

    @Override
    public List<Run> latestFor(Subject subject, int limit) {
        return journal.latestFor(subject, limit).stream().map(this::view).toList();
    }

    @Override
    public void wake(Subject subject) {
        signals.wake(subject);
    }

    @Override
    public Answer<Run> cancel(OperationId id) {
        return change(
                id, run -> RunRequests.cancel(runbooks.get().get(run.head().runbook()), run));
    }

    @Override
    public Answer<Run> retry(OperationId id) {
        return change(
                id,
                run -> whyNotRetryable(run)
                        .map(problem -> new Change<>(run, Answer.<RunRecord>refused(problem)))
                        .orElseGet(() -> RunRequests.retry(run)));
    }

    private Optional<Problem> whyNotRetryable(RunRecord run) {
        if (parentIsOver(run)) {
            return Optional.of(parentOver(run));
        }
        var newest = journal.latestFor(run.head().subject(), 1).get(0);
        return newest.id().equals(run.id()) ? Optional.empty() : Optional.of(superseded(run, newest));
    }

    /** What it would do again was planned for a world that a later run has changed. */
    private static Problem superseded(RunRecord run, RunRecord newest) {
        return Problem.of(
                "operation-superseded",
                Kind.CONFLICT,
                run.id().value() + " cannot be retried: " + newest.head().runbook() + " ("
                        + newest.id().value() + ") came after it. Ask for the change anew");
    }

    private boolean parentIsOver(RunRecord run) {
        var parent = run.head().parent();
        return parent != null
                && journal.find(parent)
                        .filter(found -> found.progress().state() == Run.State.RUNNING
                                && found.progress().undoTo() < 0)
                        .isEmpty();
    }

    private static Problem parentOver(RunRecord run) {
        var parent = Objects.requireNonNull(run.head().parent());
        return Problem.of(
                "parent-operation-over",
                Kind.CONFLICT,
                run.id().value() + " is a part of " + parent.value() + ", which does not run any more: retry that one");
    }

    private Answer<Run> change(OperationId id, Function<RunRecord, Change<Answer<RunRecord>>> decide) {
        try {
            return atomically.run(() -> {
                Answer<RunRecord> answer = journal.change(id, decide).orElseGet(() -> Answer.refused(notFound(id)));
                return answer.map(changed -> {
                    signals.due(id);
                    signals.wake(id);
                    return view(changed);
                });
            });
        } catch (Journal.SubjectBusy busy) {
            return Answer.refused(Problem.of(
                    "operation-in-progress",
                    Kind.CONFLICT,
                    busy.getMessage() + "; retry " + id.value() + " when that has ended"));
        }
    }

    private static Problem notFound(OperationId id) {
        return Problem.of("operation-not-found", Kind.NOT_FOUND, "There is no operation " + id.value());
    }

    private Run view(RunRecord run) {
        return RunView.of(runbooks.get().find(run.head().runbook()).orElse(null), run);
    }
}
