package io.kanesh.control.runbook.testing;

import io.kanesh.control.Golden;
import io.kanesh.control.runbook.execution.Declaration;
import io.kanesh.control.runbook.execution.DeclaredStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The page {@code docs/runbooks/<name>.md}, generated from a declaration, so that a renamed step is seen in a review. */
final class RunbookPage {
    private RunbookPage() {}

    /** Compares with the checked-in page; with {@code -Dkanesh.golden=update} writes it. */
    static void check(Declaration<?> declaration, Path directory) {
        try {
            Golden.assertFresh(directory.resolve(declaration.name() + ".md"), text(declaration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Declaration<?> declaration) {
        List<String> lines = new ArrayList<>();
        lines.add("<!-- Generated from the declaration by its RunbookContract test; do not edit. -->");
        lines.add("# " + declaration.name());
        lines.add("");
        lines.add(declaration.runbook().purpose());
        lines.add("");
        lines.add("| # | Step | Kind | Within | Otherwise | Undo |");
        lines.add("|---|---|---|---|---|---|");
        for (int i = 0; i < declaration.steps().size(); i++) {
            if (i == declaration.pointOfNoReturn()) {
                lines.add("| | *point of no return: " + declaration.pointOfNoReturnReason() + "* | | | | |");
            }
            lines.add(row(i + 1, declaration.steps().get(i)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(int number, DeclaredStep<?> step) {
        var otherwise = step.consequence()
                .match(
                        alert -> "alert: " + alert.message(),
                        giveUp -> "give up: " + giveUp.message(),
                        redo -> "redo `" + redo.actionName() + "`, at most "
                                + (redo.times() == 1 ? "once" : redo.times() + " times"));
        var cells = List.of(
                String.valueOf(number),
                "`" + step.name() + "`",
                step.isWait() ? "wait" : "action",
                inWords(step.within()),
                otherwise,
                step.undo() == null ? "" : "yes");
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String inWords(Duration time) {
        if (time.toSeconds() % 60 != 0 || time.toMinutes() == 0) {
            return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
        }
        return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
