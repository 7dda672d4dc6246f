package io.kanesh.control.web;

import io.kanesh.control.shared.Problem;
import java.util.List;

/**
 * Ends a request with problems; thrown by controllers only, where a return value would hide the normal answer's type. The
 * first problem decides the status.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(problems.get(0).message(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    /** At least one; the most important first. */
    public List<Problem> problems() {
        return problems;
    }
}
