package io.kanesh.control.runbook;

import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.Steps.Step;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** A runbook whose steps do what a test says. */
@Component
public final class ProbeRunbook implements Runbook<ProbeRunbook.Input> {
    public static final String NAME = "probe";
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param world name of the {@link ProbeWorld} */
    public record Input(String world) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "Does nothing to the world but what a test says.";
    }

    @Override
    public Class<Input> inputType() {
        return Input.class;
    }

    @Override
    public void declare(Steps<Input> steps) {
        steps.act("one", perform("one")).undo(perform("undo-one"));
        steps.act("two", perform("two")).undo(perform("undo-two"));
        steps.await("two-is-so", perform("two-is-so")).within(PATIENCE, Consequence.redo("two", 2));
        steps.await("all-is-so", perform("all-is-so")).within(PATIENCE, Consequence.alert("it is not so"));
        steps.act("three", perform("three")).within(PATIENCE, Consequence.giveUp("three is too slow"));
        steps.pointOfNoReturn("what was there is gone");
        steps.act("four", perform("four"));
    }

    private static Step<Input> perform(String step) {
        return context -> ProbeWorld.named(context.input().world()).perform(step, context);
    }
}
