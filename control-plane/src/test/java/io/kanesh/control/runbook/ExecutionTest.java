package io.kanesh.control.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.runbook.FaultClassifier.Verdict;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.runbook.control.JacksonInputCodec;
import io.kanesh.control.runbook.execution.RunExecutor;
import io.kanesh.control.runbook.execution.Runbooks;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a run goes on after faults, refusals, deadlines and a change of hands; on a virtual clock. */
class ExecutionTest {
    private static final Problem NO = Problem.of("no", Problem.Kind.CONFLICT, "it cannot be");

    private final VirtualEngine engine = new VirtualEngine(1);
    private final String name = UUID.randomUUID().toString();
    private final ProbeWorld world = ProbeWorld.named(name);
    private List<FaultClassifier> classifiers = List.of();

    private OperationId start() {
        engine.declare(List.of(new ProbeRunbook()), classifiers);
        return engine.runs()
                .start(ProbeRunbook.class, subject(), new ProbeRunbook.Input(name), new Origin(null, null, "test"))
                .match(id -> id, problems -> {
                    throw new AssertionError(problems);
                });
    }

    private Subject subject() {
        return new Subject("probe", name);
    }

    private List<Long> secondsOf(String step) {
        var start = Instant.parse("2026-01-01T00:00:00Z");
        return world.contexts().stream()
                .filter(context -> context.idempotencyToken().contains("/" + step + "/"))
                .map(context -> Duration.between(start, context.now()).toSeconds())
                .toList();
    }

    @Test
    void aFaultIsRetriedEverSlowerUntilTheDeadlineThenTheRunIsUndone() {
        world.on("three", context -> {
            throw new IllegalStateException("on fire");
        });
        var run = engine.finish(start());

        assertThat(secondsOf("three")).containsExactly(0L, 0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L);
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.error())
                .isNotNull()
                .extracting(Problem::message)
                .asString()
                .startsWith("three is too slow");
        assertThat(world.events()).endsWith("undo-two", "undo-one");
    }

    @Test
    void aPermanentFaultIsARefusal() {
        classifiers = List.of(fault -> Optional.of(new Verdict.Permanent(NO)));
        world.on("two", context -> {
            throw new IllegalStateException("never");
        });
        var run = engine.finish(start());

        assertThat(run.error()).isEqualTo(NO);
        assertThat(world.events()).containsExactly("one", "two", "undo-two", "undo-one");
    }

    @Test
    void aThrottlingSideIsLeftAloneEvenWhenTheRunIsWoken() {
        classifiers =
                List.of(fault -> Optional.of(new Verdict.Transient(Duration.ofSeconds(40), "the cloud to calm down")));
        var attempts = new AtomicInteger();
        world.on("two", context -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("too fast");
            }
            return Outcome.done();
        });
        var id = start();
        engine.step();
        assertThat(engine.runs().find(id).orElseThrow().waitingFor()).isEqualTo("the cloud to calm down");
        engine.runs().wake(subject());

        assertThat(engine.finish(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(secondsOf("two")).containsExactly(0L, 40L);
    }

    @Test
    void anAlertIsRaisedOnceAndTheWaitGoesOn() {
        world.on(
                "all-is-so",
                context -> context.now().isAfter(Instant.parse("2026-01-01T01:00:00Z"))
                        ? Outcome.done()
                        : Outcome.notYet(Duration.ofMinutes(7), "noon"));
        var id = start();
        var run = engine.finish(id);

        assertThat(run.state()).isEqualTo(State.SUCCEEDED);
        assertThat(engine.journal().find(id).orElseThrow().step(3).attempts().alerted())
                .isTrue();
        // Looked at in time for its deadline, then again every seven minutes.
        assertThat(secondsOf("all-is-so")).startsWith(0L, 120L, 540L);
    }

    @Test
    void aRedoIsTriedAsOftenAsDeclaredAndNoMore() {
        world.on("two-is-so", context -> Outcome.notYet(Duration.ofSeconds(50), "two"));
        var run = engine.finish(start());

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(world.events().stream().filter("two"::equals)).hasSize(3);
        assertThat(world.contexts().stream()
                        .map(StepContext::idempotencyToken)
                        .filter(token -> token.contains("/two/"))
                        .distinct())
                .hasSize(3);
        assertThat(run.error())
                .isNotNull()
                .extracting(Problem::message)
                .asString()
                .contains("again 2 times");
    }

    @Test
    void aRefusedUndoWaitsForAnOperator() {
        var works = new AtomicInteger();
        world.on("all-is-so", context -> Outcome.refused(NO))
                .on("undo-two", context -> works.get() > 0 ? Outcome.done() : Outcome.refused(NO));
        var id = start();
        var stuck = engine.finish(id);
        assertThat(stuck.state()).isEqualTo(State.FAILED);
        assertThat(stuck.error()).isNotNull().extracting(Problem::code).isEqualTo("undo-refused");
        assertThat(stuck.steps().get(0).state()).isEqualTo(StepState.DONE);

        works.set(1);
        engine.runs().retry(id);
        var undone = engine.finish(id);
        assertThat(undone.state()).isEqualTo(State.FAILED);
        assertThat(undone.steps()).extracting(Run.StepView::state).doesNotContain(StepState.DONE);
        assertThat(world.events()).endsWith("undo-two", "undo-two", "undo-one");
    }

    @Test
    void aFaultPastThePointOfNoReturnIsTakenUpWhereItFailed() {
        var works = new AtomicInteger();
        world.on("four", context -> works.get() > 0 ? Outcome.done() : Outcome.refused(NO));
        var id = start();
        assertThat(engine.finish(id).state()).isEqualTo(State.FAILED);

        works.set(1);
        engine.runs().retry(id);
        assertThat(engine.finish(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(world.events()).containsExactly("one", "two", "two-is-so", "all-is-so", "three", "four", "four");
    }

    @Test
    void theResultOfAZombieIsDropped() {
        var other = new ArrayList<RunExecutor>();
        world.on("two", context -> {
            if (context.attempt() == 1) {
                // It hangs here; meanwhile somebody else takes the run and carries it to its end.
                other.get(0).advance(context.operation());
            }
            return context.attempt() == 1 ? Outcome.refused(NO) : Outcome.done();
        });
        var id = start();
        other.add(new RunExecutor(
                new Runbooks(List.of(new ProbeRunbook())),
                engine.journal(),
                new JacksonInputCodec(),
                List.of(),
                engine.clock()));
        var run = engine.finish(id);

        assertThat(run.state()).isEqualTo(State.SUCCEEDED);
        assertThat(world.events()).doesNotContain("undo-one");
        assertThat(world.contexts().stream()
                        .filter(context -> context.idempotencyToken().contains("/two/"))
                        .map(StepContext::fence))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aCancelDuringAStepLetsItEndAndThenTakesItBack() {
        world.on("two", context -> {
            engine.runs().cancel(context.operation());
            return Outcome.done();
        });
        var run = engine.finish(start());

        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(world.events()).containsExactly("one", "two", "undo-two", "undo-one");
    }

    @Test
    void everyAttemptHasAHigherFenceThanTheOneBeforeOfAnyRun() {
        engine.finish(start());
        engine.finish(start());

        assertThat(world.contexts().stream().map(StepContext::fence)).isSorted().doesNotHaveDuplicates();
    }
}
