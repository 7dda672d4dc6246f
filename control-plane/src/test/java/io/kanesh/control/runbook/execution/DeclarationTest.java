package io.kanesh.control.runbook.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.Runbook;
import io.kanesh.control.runbook.Steps;
import io.kanesh.control.runbook.Steps.Consequence;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stops the start, and what it says. */
class DeclarationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A runbook with these steps. */
    private record Declares(String name, Consumer<Steps<String>> contents) implements Runbook<String> {
        @Override
        public String purpose() {
            return "A test.";
        }

        @Override
        public Class<String> inputType() {
            return String.class;
        }

        @Override
        public void declare(Steps<String> steps) {
            contents.accept(steps);
        }
    }

    private static void refused(Consumer<Steps<String>> contents, String why) {
        assertThatThrownBy(() -> Declaration.of(new Declares("test", contents)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Runbook test")
                .hasMessageContaining(why);
    }

    private static Outcome done() {
        return Outcome.done();
    }

    @Test
    void namesAreUniqueAndKebabCase() {
        refused(
                steps -> {
                    steps.act("do-it", context -> done());
                    steps.act("do-it", context -> done());
                },
                "two steps are called do-it");
        refused(steps -> steps.act("Do It", context -> done()), "kebab-case");
        refused(steps -> steps.act("d".repeat(61), context -> done()), "at most 60");
        refused(steps -> {}, "no step");
    }

    @Test
    void everyWaitHasADeadline() {
        refused(steps -> steps.await("it-is-so", context -> done()), "the wait it-is-so has no deadline");
        refused(
                steps -> steps.await("it-is-so", context -> done()).within(Duration.ZERO, Consequence.giveUp("no")),
                "not positive");
    }

    @Test
    void aRedoNamesAnActionBeforeItOnTheSameSideOfThePointOfNoReturn() {
        refused(
                steps -> steps.await("it-is-so", context -> done()).within(MINUTE, Consequence.redo("do-it", 1)),
                "which is no action before it");
        refused(
                steps -> {
                    steps.act("do-it", context -> done());
                    steps.await("it-is-so", context -> done()).within(MINUTE, Consequence.redo("do-it", 0));
                },
                "less than once");
        refused(
                steps -> {
                    steps.act("do-it", context -> done());
                    steps.pointOfNoReturn("because");
                    steps.await("it-is-so", context -> done()).within(MINUTE, Consequence.redo("do-it", 1));
                },
                "before the point of no return");
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        refused(steps -> steps.await("No", context -> done()), "; ");
    }

    @Test
    void twoRunbooksDoNotShareAName() {
        var runbook = new Declares("test", steps -> steps.act("do-it", context -> done()));
        assertThatThrownBy(() -> new Runbooks(List.of(runbook, runbook))).hasMessageContaining("Two runbooks");
        assertThat(new Runbooks(List.of(runbook)).get("test").pointOfNoReturn()).isEqualTo(1);
    }
}
