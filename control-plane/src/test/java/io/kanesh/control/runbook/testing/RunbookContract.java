package io.kanesh.control.runbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.runbook.FaultClassifier;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Run;
import io.kanesh.control.runbook.Run.State;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.control.JacksonInputCodec;
import io.kanesh.control.runbook.execution.Declaration;
import io.kanesh.control.runbook.execution.DeclaredStep;
import io.kanesh.control.runbook.testing.Intercepted.Kind;
import io.kanesh.control.shared.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every runbook promises. Subscribe with one line:
 *
 * <pre>{@code @TestFactory Stream<DynamicTest> contract() { return RunbookContract.of(MyWorld::new); } }</pre>
 *
 * @param <I> the runbook's input
 */
public final class RunbookContract<I> {

    /**
     * A small world in which the runbook succeeds: hand-written fakes, made anew for every case. Its time is
     * {@link VirtualEngine#clock}, its ids come from {@link VirtualEngine#ids}, children are started through
     * {@link VirtualEngine#runs}.
     */
    public interface World<I> {
        Runbook<I> runbook();

        I input();

        Subject subject();

        /** All that matters in this world, as a value with {@code equals}; no fence, no time, no attempt in it. */
        Object snapshot();

        /** Runbooks that this one starts as children. */
        default List<Runbook<?>> children() {
            return List.of();
        }

        default List<FaultClassifier> classifiers() {
            return List.of();
        }

        /** Where the generated page is checked in, from the module's directory. */
        default Path pages() {
            return Path.of("..", "docs", "runbooks");
        }
    }

    private static final Problem NO = Problem.of("contract-refusal", Problem.Kind.CONFLICT, "the contract says no");

    private final Function<VirtualEngine, World<I>> worlds;

    private RunbookContract(Function<VirtualEngine, World<I>> worlds) {
        this.worlds = worlds;
    }

    /** Every case of the contract for the runbook of these worlds. */
    public static <I> Stream<DynamicTest> of(Function<VirtualEngine, World<I>> worlds) {
        return new RunbookContract<>(worlds).cases();
    }

    private Stream<DynamicTest> cases() {
        var declaration = Declaration.of(new Trial<>(worlds).world().runbook());
        List<DynamicTest> cases = new ArrayList<>();
        cases.add(DynamicTest.dynamicTest("succeeds", this::succeeds));
        cases.add(DynamicTest.dynamicTest("its input survives the journal", this::inputSurvives));
        cases.add(DynamicTest.dynamicTest("every action twice gives the same world", this::everyActionTwice));
        cases.add(DynamicTest.dynamicTest(
                "its page is the checked-in one",
                () -> RunbookPage.check(declaration, new Trial<>(worlds).world().pages())));
        for (int i = 0; i < declaration.steps().size(); i++) {
            var step = declaration.steps().get(i);
            boolean canUndo = i < declaration.pointOfNoReturn();
            cases.add(DynamicTest.dynamicTest("killed after " + step.name(), () -> killedAfter(step.name())));
            cases.add(DynamicTest.dynamicTest(
                    "refused instead of " + step.name(), () -> refused(step.name(), false, canUndo)));
            cases.add(DynamicTest.dynamicTest(
                    "refused after doing " + step.name(), () -> refused(step.name(), true, canUndo)));
            if (step.isWait()) {
                cases.add(DynamicTest.dynamicTest(step.name() + " times out", () -> timesOut(step, canUndo)));
            }
        }
        return cases.stream();
    }

    private Object succeeds() {
        var trial = new Trial<>(worlds);
        var run = trial.run((kind, name, step, context) -> step.run(context));
        assertThat(run.state()).as("%s", run).isEqualTo(State.SUCCEEDED);
        assertThat(run.percent()).isEqualTo(100);
        return trial.world().snapshot();
    }

    private void inputSurvives() {
        var world = new Trial<>(worlds).world();
        var codec = new JacksonInputCodec();
        assertThat(codec.read(codec.write(world.input()), world.runbook().inputType()))
                .isEqualTo(world.input());
    }

    private void everyActionTwice() {
        var trial = new Trial<>(worlds);
        var run = trial.run((kind, name, step, context) -> {
            var before = trial.world().snapshot();
            var first = step.run(context);
            var once = trial.world().snapshot();
            if (kind == Kind.WAIT) {
                assertThat(once).as("the world after looking at %s", name).isEqualTo(before);
            }
            var second = step.run(context);
            assertThat(second).as("what %s says the second time", name).hasSameClassAs(first);
            assertThat(trial.world().snapshot())
                    .as("the world after %s twice", name)
                    .isEqualTo(once);
            return second;
        });
        trial.rethrow();
        assertThat(run.state()).as("%s", run).isEqualTo(State.SUCCEEDED);
        assertThat(trial.world().snapshot()).isEqualTo(succeeds());
    }

    /** The step was done, the process died before the journal knew; another process resumes. */
    private void killedAfter(String victim) {
        var trial = new Trial<>(worlds);
        var killed = new AtomicBoolean();
        var run = trial.run((kind, name, step, context) -> {
            var outcome = step.run(context);
            if (name.equals(victim) && !killed.getAndSet(true)) {
                throw new ProcessKilled("after " + name);
            }
            return outcome;
        });
        assertThat(killed).isTrue();
        assertThat(run.state()).as("%s", run).isEqualTo(State.SUCCEEDED);
        assertThat(trial.world().snapshot()).isEqualTo(succeeds());
    }

    /** Whatever was done is taken back, and taking it back twice is like taking it back once. */
    private void refused(String victim, boolean afterDoing, boolean canUndo) {
        var trial = new Trial<>(worlds);
        var clean = trial.world().snapshot();
        var undone = new ArrayList<String>();
        var run = trial.run((kind, name, step, context) -> {
            if (kind == Kind.UNDO) {
                undone.add(name);
                return undoneTwice(trial.world(), name, step.run(context), () -> step.run(context));
            }
            if (!name.equals(victim)) {
                return step.run(context);
            }
            return afterDoing && !(step.run(context) instanceof Outcome.Done)
                    ? Outcome.notYet(Duration.ofSeconds(1), "the contract to refuse when it is done")
                    : Outcome.refused(NO);
        });
        trial.rethrow();
        assertThat(run.state()).as("%s", run).isEqualTo(State.FAILED);
        assertThat(run.error()).isNotNull().extracting(Problem::code).isEqualTo(NO.code());
        if (canUndo) {
            assertThat(trial.world().snapshot()).as("the slate").isEqualTo(clean);
        } else {
            assertThat(undone).as("undone past the point of no return").isEmpty();
        }
    }

    private static <I> Outcome undoneTwice(World<I> world, String name, Outcome first, Supplier<Outcome> again) {
        if (!(first instanceof Outcome.Done)) {
            return first;
        }
        var once = world.snapshot();
        var second = again.get();
        assertThat(second).as("the second undo of %s", name).hasSameClassAs(first);
        assertThat(world.snapshot())
                .as("the world after undoing %s twice", name)
                .isEqualTo(once);
        return second;
    }

    /** The wait does not come true for once, until its deadline has passed; its consequence happens. */
    private void timesOut(DeclaredStep<I> stalled, boolean canUndo) {
        var trial = new Trial<>(worlds);
        var clean = trial.world().snapshot();
        var deadline = new AtomicReference<Instant>();
        var run = trial.run((kind, name, step, context) -> {
            if (kind != Kind.WAIT || !name.equals(stalled.name())) {
                return step.run(context);
            }
            deadline.compareAndSet(null, context.now().plus(stalled.within()));
            var until = Objects.requireNonNull(deadline.get());
            return context.now().isAfter(until)
                    ? step.run(context)
                    : Outcome.notYet(Duration.ofSeconds(10), "the contract");
        });
        trial.rethrow();
        var record = trial.record();
        int index = run.steps().stream().map(Run.StepView::name).toList().indexOf(stalled.name());
        stalled.consequence()
                .<Void>match(
                        alert -> {
                            assertThat(run.state()).as("%s", run).isEqualTo(State.SUCCEEDED);
                            assertThat(record.step(index).attempts().alerted()).isTrue();
                            return nothing();
                        },
                        giveUp -> {
                            assertThat(run.state()).as("%s", run).isEqualTo(State.FAILED);
                            assertThat(run.error())
                                    .isNotNull()
                                    .extracting(Problem::code)
                                    .isEqualTo("deadline-passed");
                            if (canUndo) {
                                assertThat(trial.world().snapshot())
                                        .as("the slate")
                                        .isEqualTo(clean);
                            }
                            return nothing();
                        },
                        redo -> {
                            assertThat(run.state()).as("%s", run).isEqualTo(State.SUCCEEDED);
                            assertThat(record.step(index).redos()).isEqualTo(1);
                            assertThat(trial.attemptsOf(redo.actionName())).isGreaterThan(1);
                            return nothing();
                        });
    }

    @SuppressWarnings("NullAway") // Void has no other value.
    private static Void nothing() {
        return null;
    }
}
