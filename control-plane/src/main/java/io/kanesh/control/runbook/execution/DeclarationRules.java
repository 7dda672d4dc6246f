package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Steps.Consequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What every declaration obeys; checked when the control plane starts, so that a wrong one never reaches a customer. */
final class DeclarationRules {
    /** Names are data in the journal and part of tokens given to clouds, some of which take 64 characters. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 60;

    private DeclarationRules() {}

    static <I> List<String> brokenBy(Declaration<I> declaration, List<String> waitsWithoutDeadline) {
        List<String> broken = new ArrayList<>();
        checkName(declaration.name(), broken);
        if (declaration.steps().isEmpty()) {
            broken.add("it has no step");
        }
        var seen = new HashSet<String>();
        for (DeclaredStep<I> step : declaration.steps()) {
            checkName(step.name(), broken);
            if (!seen.add(step.name())) {
                broken.add("two steps are called " + step.name());
            }
            if (step.within().isNegative() || step.within().isZero()) {
                broken.add("the deadline of " + step.name() + " is not positive");
            }
        }
        for (String wait : waitsWithoutDeadline) {
            broken.add("the wait " + wait + " has no deadline");
        }
        checkRedos(declaration, broken);
        return broken;
    }

    private static void checkName(String name, List<String> broken) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
            broken.add("'" + name + "' is not a kebab-case name of at most " + LONGEST_NAME + " characters");
        }
    }

    private static <I> void checkRedos(Declaration<I> declaration, List<String> broken) {
        for (int i = 0; i < declaration.steps().size(); i++) {
            DeclaredStep<I> step = declaration.steps().get(i);
            if (step.consequence() instanceof Consequence.Redo redo) {
                checkRedo(declaration, i, redo, broken);
            }
        }
    }

    private static <I> void checkRedo(
            Declaration<I> declaration, int position, Consequence.Redo redo, List<String> broken) {
        var name = declaration.steps().get(position).name();
        int target = declaration.indexOf(redo.actionName());
        if (target < 0 || target > position || declaration.steps().get(target).isWait()) {
            broken.add(name + " redoes " + redo.actionName() + ", which is no action before it");
        } else if (target < declaration.pointOfNoReturn() && position >= declaration.pointOfNoReturn()) {
            broken.add(name + " redoes " + redo.actionName() + ", which lies before the point of no return");
        }
        if (redo.times() < 1) {
            broken.add(name + " redoes " + redo.actionName() + " less than once");
        }
    }
}
