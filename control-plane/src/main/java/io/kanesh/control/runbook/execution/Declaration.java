package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Runbook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runbook's table of contents, checked.
 *
 * @param pointOfNoReturn index of the first step behind it; the number of steps when there is none
 * @param pointOfNoReturnReason null when there is none
 */
public record Declaration<I>(
        Runbook<I> runbook,
        List<DeclaredStep<I>> steps,
        int pointOfNoReturn,
        @Nullable String pointOfNoReturnReason) {

    public Declaration {
        steps = List.copyOf(steps);
    }

    /**
     * Asks a runbook for its steps and checks them.
     *
     * @throws IllegalStateException naming every rule that the declaration breaks
     */
    public static <I> Declaration<I> of(Runbook<I> runbook) {
        var steps = new StepsBeingDeclared<I>();
        runbook.declare(steps);
        Declaration<I> declaration = steps.declared(runbook);
        List<String> broken = DeclarationRules.brokenBy(declaration, steps.waitsWithoutDeadline());
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Runbook " + runbook.name() + ": " + String.join("; ", broken));
        }
        return declaration;
    }

    public String name() {
        return runbook.name();
    }

    /** Index of the step with this name; -1 when there is none. */
    public int indexOf(String stepName) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(stepName)) {
                return i;
            }
        }
        return -1;
    }
}
