package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.FaultClassifier.Verdict;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps.Step;
import io.kanesh.control.runbook.execution.Attempted.Fault;
import io.kanesh.control.runbook.execution.Journal.Change;
import io.kanesh.control.shared.Id.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advances a run as far as it goes now: attempts a step outside any transaction, keeps the result, and goes on with the next
 * one until the run rests or ends. Killed anywhere, whoever takes the run next attempts the unfinished step again.
 */
public final class RunExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);
    private static final int LONGEST_FAULT = 500;

    private final Runbooks runbooks;
    private final Journal journal;
    private final InputCodec codec;
    private final List<FaultClassifier> classifiers;
    private final InstantSource clock;

    public RunExecutor(
            Runbooks runbooks,
            Journal journal,
            InputCodec codec,
            List<FaultClassifier> classifiers,
            InstantSource clock) {
        this.runbooks = runbooks;
        this.journal = journal;
        this.codec = codec;
        this.classifiers = List.copyOf(classifiers);
        this.clock = clock;
    }

    /**
     * A run that waits.
     *
     * @param until when to look again
     * @param wakes how often it had been woken by then; when the journal has more, look at once
     */
    public record Rest(Instant until, long wakes) {}

    /**
     * Takes the run and advances it. Empty when it has ended, or somebody else has taken it meanwhile.
     *
     * @throws IllegalArgumentException when its runbook is not declared in this version
     */
    public Optional<Rest> advance(OperationId id) {
        var run = journal.find(id).orElse(null);
        if (run == null || !run.isActive()) {
            return Optional.empty();
        }
        return advance(runbooks.get(run.head().runbook()), run);
    }

    private <I> Optional<Rest> advance(Declaration<I> declaration, RunRecord run) {
        var id = run.id();
        var turn = journal.change(id, now -> RunMoves.take(declaration, now, journal::nextFence, clock.instant()))
                .orElse(Turn.OVER);
        while (turn.work() != null) {
            var work = turn.work();
            var attempted = attempt(declaration, run, work);
            turn = journal.change(id, now -> settled(declaration, now, work, attempted))
                    .orElse(Turn.OVER);
        }
        return turn.restUntil() == null ? Optional.empty() : Optional.of(new Rest(turn.restUntil(), turn.wakes()));
    }

    private Change<Turn> settled(Declaration<?> declaration, RunRecord now, Work work, Attempted attempted) {
        if (now.progress().fence() != work.fence()) {
            LOG.warn("{} was taken over; the result of {} is dropped", now.id().value(), nameOf(declaration, work));
        }
        return RunMoves.settle(declaration, now, work, attempted, journal::nextFence, clock.instant());
    }

    // Errors of the code being called are faults of the step like exceptions; only what ends this process goes through.
    private <I> Attempted attempt(Declaration<I> declaration, RunRecord run, Work work) {
        try {
            return Attempted.answered(perform(declaration, run, work));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError fault) {
            log(run.id(), nameOf(declaration, work), work.attempt(), fault);
            return classified(fault);
        }
    }

    // The stack once: a fault that goes on for an hour must not fill the log with it.
    private static void log(OperationId id, String step, int attempt, Throwable fault) {
        if (attempt == 1) {
            LOG.warn("{}: the first attempt of {} failed", id.value(), step, fault);
        } else {
            LOG.info("{}: attempt {} of {} failed: {}", id.value(), attempt, step, textOf(fault));
        }
    }

    private <I> Outcome perform(Declaration<I> declaration, RunRecord run, Work work) {
        var declared = declaration.steps().get(work.step());
        Step<I> undo = declared.undo();
        Step<I> step = work.undo() && undo != null ? undo : declared.step();
        var id = run.id();
        var token = id.value() + "/" + declared.name() + "/" + work.round();
        var input = codec.read(run.head().input(), declaration.runbook().inputType());
        return step.run(new StepContext<>(input, id, token, work.fence(), work.attempt(), clock.instant()));
    }

    private Attempted classified(Throwable fault) {
        var text = textOf(fault);
        for (FaultClassifier classifier : classifiers) {
            var verdict = classifier.classify(fault);
            if (verdict.isPresent()) {
                return attempted(verdict.get(), text);
            }
        }
        return attempted(new Verdict.Transient(Duration.ZERO, "an unexpected fault to pass; it is tried again"), text);
    }

    private static Attempted attempted(Verdict verdict, String text) {
        return verdict.match(
                passing -> new Attempted(
                        Outcome.notYet(Duration.ZERO, passing.waitingFor()), new Fault(text, passing.notBefore())),
                permanent -> Attempted.answered(Outcome.refused(permanent.why())));
    }

    private static String textOf(Throwable fault) {
        var text = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        return text.length() > LONGEST_FAULT ? text.substring(0, LONGEST_FAULT) : text;
    }

    private static String nameOf(Declaration<?> declaration, Work work) {
        var name = declaration.steps().get(work.step()).name();
        return work.undo() ? "the undo of " + name : name;
    }
}
