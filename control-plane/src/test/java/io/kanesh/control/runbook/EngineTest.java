package io.kanesh.control.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Run.StepState;
import io.kanesh.control.runbook.Runs.Origin;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine with its real scheduler, journal and database. */
@ControlPlaneTest
class EngineTest {
    private static final Origin OPERATOR = new Origin(null, null, "test");

    @Autowired
    private Runs runs;

    @Autowired
    private IdSource ids;

    @Test
    void runsFiveStepsWithoutGoingBackToTheScheduler() {
        start("warm-up-" + ids.next("x"));
        var world = ids.next("fast");
        var begun = System.nanoTime();
        var id = given(start(world));
        var run = ended(id);
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(run.state()).isEqualTo(State.SUCCEEDED);
        assertThat(run.percent()).isEqualTo(100);
        assertThat(run.steps()).extracting(Run.StepView::state).containsOnly(StepState.DONE);
        assertThat(ProbeWorld.named(world).events())
                .containsExactly("one", "two", "two-is-so", "all-is-so", "three", "four");
        // 200 ms is the aim on a quiet machine; the bound only catches a rest between steps.
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void looksAgainAsSoonAsItIsWoken() {
        var world = ids.next("woken");
        var isSo = new AtomicBoolean();
        ProbeWorld.named(world)
                .on(
                        "all-is-so",
                        context -> isSo.get()
                                ? Outcome.done()
                                : Outcome.notYet(Duration.ofMinutes(1), "somebody to wake it"));
        var id = given(start(world));
        await().until(() -> "somebody to wake it".equals(find(id).waitingFor()));

        isSo.set(true);
        runs.wake(new Subject("probe", world));

        assertThat(ended(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void hearsAWakeUpThatComesWhileItLooks() throws InterruptedException {
        var world = ids.next("busy");
        var looking = new CountDownLatch(1);
        var woken = new CountDownLatch(1);
        ProbeWorld.named(world).on("all-is-so", context -> {
            if (context.attempt() > 1) {
                return Outcome.done();
            }
            looking.countDown();
            awaitQuietly(woken);
            return Outcome.notYet(Duration.ofMinutes(1), "a second look");
        });
        var id = given(start(world));
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
        runs.wake(new Subject("probe", world));
        woken.countDown();

        assertThat(ended(id).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void refusesASecondRunForTheSameSubject() {
        var world = ids.next("taken");
        ProbeWorld.named(world).on("one", context -> Outcome.notYet(Duration.ofMinutes(1), "nothing"));
        var first = given(start(world));

        var second = start(world);

        assertThat(problem(second).code()).isEqualTo("operation-in-progress");
        assertThat(problem(second).message()).contains(first.value());
        runs.cancel(first);
        ended(first);
    }

    @Test
    void undoesWhenCancelledAndCannotBeRetriedThen() {
        var world = ids.next("cancelled");
        ProbeWorld.named(world).on("all-is-so", context -> Outcome.notYet(Duration.ofMinutes(1), "a cancel"));
        var id = given(start(world));
        await().until(() -> "a cancel".equals(find(id).waitingFor()));

        runs.cancel(id);
        var run = ended(id);

        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(ProbeWorld.named(world).events())
                .containsExactly("one", "two", "two-is-so", "all-is-so", "undo-two", "undo-one");
        assertThat(problem(runs.retry(id)).code()).isEqualTo("operation-not-failed");
        assertThat(problem(runs.cancel(id)).code()).isEqualTo("operation-ended");
    }

    @Test
    void startsAgainFromTheBeginningWhenAnUndoneRunIsRetried() {
        var world = ids.next("retried");
        var works = new AtomicBoolean();
        ProbeWorld.named(world)
                .on(
                        "three",
                        context -> works.get()
                                ? Outcome.done()
                                : Outcome.refused(Problem.of("no", Problem.Kind.CONFLICT, "it cannot be")));
        var id = given(start(world));
        var failed = ended(id);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).isNotNull().extracting(Problem::code).isEqualTo("no");
        assertThat(failed.steps().get(0).state()).isEqualTo(StepState.UNDONE);

        works.set(true);
        runs.retry(id);
        await().until(() -> find(id).state() == State.SUCCEEDED);

        var tokens = ProbeWorld.named(world).contexts().stream()
                .map(StepContext::idempotencyToken)
                .filter(token -> token.contains("/one/"))
                .distinct();
        assertThat(tokens).containsExactly(id.value() + "/one/1", id.value() + "/one/2");
    }

    @Test
    void wakesTheParentWhenTheChildEnds() {
        var parentWorld = ids.next("parent");
        var childWorld = ids.next("child");
        var release = new AtomicBoolean();
        ProbeWorld.named(childWorld)
                .on(
                        "three",
                        context -> release.get() ? Outcome.done() : Outcome.notYet(Duration.ofMinutes(1), "a release"));
        ProbeWorld.named(parentWorld)
                .on("one", context -> {
                    var origin = new Origin(null, context.operation(), "parent");
                    var first = given(runs.start(
                            ProbeRunbook.NAME,
                            new Subject("probe", childWorld),
                            new ProbeRunbook.Input(childWorld),
                            origin));
                    var again = given(runs.start(
                            ProbeRunbook.NAME,
                            new Subject("probe", childWorld),
                            new ProbeRunbook.Input(childWorld),
                            origin));
                    assertThat(again).isEqualTo(first);
                    return Outcome.done();
                })
                .on("two-is-so", context -> runs.childrenHaveSucceeded(context.operation(), ProbeRunbook.NAME));
        var parent = given(start(parentWorld));
        await().until(() ->
                find(parent).waitingFor() != null && find(parent).waitingFor().endsWith(childWorld + ": a release"));
        assertThat(find(parent).percent()).isEqualTo(100 * (2 + 4) / 12);

        release.set(true);
        runs.wake(new Subject("probe", childWorld));

        assertThat(ended(parent).state()).isEqualTo(State.SUCCEEDED);
        assertThat(runs.childrenOf(parent)).hasSize(1);
    }

    private Answer<OperationId> start(String world) {
        return runs.start(ProbeRunbook.class, new Subject("probe", world), new ProbeRunbook.Input(world), OPERATOR);
    }

    private Run find(OperationId id) {
        return runs.find(id).orElseThrow();
    }

    private Run ended(OperationId id) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> !find(id).state().isActive());
        return find(id);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T given(Answer<T> answer) {
        return answer.match(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Problem problem(Answer<?> answer) {
        return answer.match(
                value -> {
                    throw new AssertionError("was not refused");
                },
                problems -> problems.get(0));
    }
}
