package io.kanesh.control.web;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.Optional;

/** From a facade's answer to a response. */
public final class Answers {
    private Answers() {}

    /**
     * The value.
     *
     * @throws ProblemException with the reasons of a refusal
     */
    public static <T> T orThrow(Answer<T> answer) {
        return answer.match(value -> value, problems -> {
            throw new ProblemException(problems);
        });
    }

    /**
     * The value that a path names.
     *
     * @param type of the resource as customers call it, e.g. {@code cluster}: makes the code {@code cluster-not-found}
     * @throws ProblemException 404 when there is none
     */
    public static <T> T orNotFound(Optional<T> found, String type, String id) {
        return found.orElseThrow(() -> new ProblemException(notFound(type, id)));
    }

    /** The same words for what is not there and for what the caller may not know of. */
    public static Problem notFound(String type, String id) {
        return Problem.of(
                type + "-not-found",
                Kind.NOT_FOUND,
                "There is no " + type + " " + id + ", or this token may not see it.");
    }
}
