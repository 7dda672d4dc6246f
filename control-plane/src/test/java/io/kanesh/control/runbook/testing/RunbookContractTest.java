package io.kanesh.control.runbook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.Subject;
import io.kanesh.control.runbook.testing.RunbookContract.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract, on a runbook that keeps it; with slow things, a redo and a point of no return. */
class RunbookContractTest {

    @TestFactory
    Stream<DynamicTest> aGoodRunbookPasses() {
        return RunbookContract.of(TeaWorld::new);
    }

    @TestFactory
    Stream<DynamicTest> aBadRunbookIsCaught() {
        return Stream.of(Flaw.values())
                .filter(flaw -> flaw != Flaw.NONE)
                .map(flaw -> DynamicTest.dynamicTest(
                        flaw.name(),
                        () -> assertThat(failures(flaw))
                                .as("failed cases")
                                .anyMatch(name -> name.startsWith(flaw.caughtBy))));
    }

    private static List<String> failures(Flaw flaw) {
        List<String> failed = new ArrayList<>();
        RunbookContract.of(engine -> new TeaWorld(engine, flaw)).forEach(contractCase -> {
            try {
                contractCase.getExecutable().execute();
            } catch (Throwable caught) {
                failed.add(contractCase.getDisplayName());
            }
        });
        return failed;
    }

    /** What can be wrong with a runbook, and the case that sees it. */
    enum Flaw {
        NONE("(nothing)"),
        ACTION_PILES_UP("every action twice"),
        KILLED_ACTION_PILES_UP("killed after warm-the-pot"),
        UNDO_FORGOTTEN("refused after doing add-leaves"),
        UNDO_ONLY_ONCE("refused after doing warm-the-pot"),
        WAIT_CHANGES_THE_WORLD("every action twice"),
        REDO_CANNOT_HELP("water-boils times out");

        private final String caughtBy;

        Flaw(String caughtBy) {
            this.caughtBy = caughtBy;
        }
    }

    /** Kettles that take their time. */
    static final class TeaWorld implements World<Tea> {
        private final VirtualEngine engine;
        private final Map<String, Instant> boiling = new HashMap<>();
        private final Set<String> things = new TreeSet<>();

        private final Flaw flaw;
        private int piled;

        TeaWorld(VirtualEngine engine) {
            this(engine, Flaw.NONE);
        }

        TeaWorld(VirtualEngine engine, Flaw flaw) {
            this.engine = engine;
            this.flaw = flaw;
        }

        @Override
        public Path pages() {
            return Path.of("src", "test", "resources", "golden", "runbooks");
        }

        @Override
        public Runbook<Tea> runbook() {
            return new MakeTea(this);
        }

        @Override
        public Tea input() {
            return new Tea("green", Duration.ofMinutes(2));
        }

        @Override
        public Subject subject() {
            return new Subject("pot", "pot-1");
        }

        @Override
        public Object snapshot() {
            return Set.copyOf(things) + " " + boiling.size() + " kettles on";
        }

        Outcome boil(StepContext<Tea> context) {
            boiling.putIfAbsent(context.idempotencyToken(), engine.clock().instant());
            return Outcome.done();
        }

        Outcome takeOff(StepContext<Tea> context) {
            boiling.remove(context.idempotencyToken());
            return Outcome.done();
        }

        Outcome waterBoils(StepContext<Tea> context) {
            if (flaw == Flaw.WAIT_CHANGES_THE_WORLD) {
                things.add("steam");
            }
            if (flaw == Flaw.REDO_CANNOT_HELP && context.now().isAfter(Instant.parse("2026-01-01T00:05:00Z"))) {
                return Outcome.notYet(Duration.ofSeconds(7), "the water to boil");
            }
            var ready =
                    boiling.values().stream().anyMatch(since -> !context.now().isBefore(since.plusSeconds(90)));
            return ready ? Outcome.done() : Outcome.notYet(Duration.ofSeconds(7), "the water to boil");
        }

        Outcome warm() {
            boolean pilesUp = flaw == Flaw.ACTION_PILES_UP || flaw == Flaw.KILLED_ACTION_PILES_UP;
            return add(pilesUp ? "pot " + ++piled : "pot");
        }

        Outcome unwarm() {
            if (flaw == Flaw.UNDO_ONLY_ONCE && !things.contains("pot")) {
                throw new IllegalStateException("there is no pot");
            }
            return remove("pot");
        }

        Outcome unleaf(Tea tea) {
            return flaw == Flaw.UNDO_FORGOTTEN ? Outcome.done() : remove(tea.leaves());
        }

        Outcome add(String thing) {
            things.add(thing);
            return Outcome.done();
        }

        Outcome remove(String thing) {
            things.remove(thing);
            return Outcome.done();
        }
    }

    /** @param brewing how long */
    record Tea(String leaves, Duration brewing) {}

    /** Boils, brews, serves. */
    record MakeTea(TeaWorld world) implements Runbook<Tea> {
        @Override
        public String name() {
            return "make-tea";
        }

        @Override
        public String purpose() {
            return "An example for the contract's own test: from cold water to a served pot of tea.";
        }

        @Override
        public Class<Tea> inputType() {
            return Tea.class;
        }

        @Override
        public void declare(Steps<Tea> steps) {
            steps.act("warm-the-pot", context -> world.warm()).undo(context -> world.unwarm());
            steps.act("boil-water", world::boil).undo(world::takeOff);
            steps.await("water-boils", world::waterBoils)
                    .within(Duration.ofMinutes(5), Consequence.redo("boil-water", 2));
            steps.act("add-leaves", context -> world.add(context.input().leaves()))
                    .undo(context -> world.unleaf(context.input()));
            steps.await("table-is-laid", context -> Outcome.done())
                    .within(Duration.ofMinutes(10), Consequence.giveUp("nobody wants tea"));
            steps.pointOfNoReturn("poured tea does not go back into the pot");
            steps.act("pour", context -> world.add("cup"));
            steps.await("cup-is-empty", context -> Outcome.done())
                    .within(Duration.ofMinutes(30), Consequence.alert("the tea gets cold"));
        }
    }
}
