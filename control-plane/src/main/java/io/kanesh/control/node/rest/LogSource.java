package io.kanesh.control.node.rest;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Which log, and how much of it. */
record LogSource(String source, int lines) {
    private static final List<String> SOURCES = List.of("agent", "engine");
    private static final int MAX_LINES = 1_000;

    /** @throws ProblemException 422 with everything that is wrong */
    static LogSource of(String source, int lines) {
        var problems = new ArrayList<Problem>();
        if (!SOURCES.contains(source)) {
            problems.add(Problem.invalid(
                    "source", "log-source-unknown", "There is no such log.", "Use source=agent or source=engine."));
        }
        if (lines < 1 || lines > MAX_LINES) {
            problems.add(Problem.invalid(
                    "lines", "log-lines-out-of-range", "1 to 1000 lines can be asked for.", "For example lines=200."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new LogSource(source, lines);
    }
}
