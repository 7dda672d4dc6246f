package io.kanesh.control.shared;

import java.util.List;
import java.util.function.Function;

/**
 * What a facade says to a request: the value, or every reason why not. Java 17 has no pattern switch, so the one way to look
 * inside is {@link #match}.
 */
public sealed interface Answer<T> {

    /** The request was accepted. */
    record Given<T>(T value) implements Answer<T> {
        @Override
        public <R> R match(Function<T, R> given, Function<List<Problem>, R> refused) {
            return given.apply(value);
        }
    }

    /** The request was refused; at least one problem, the most important first. */
    record Refused<T>(List<Problem> problems) implements Answer<T> {
        public Refused {
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a problem");
            }
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R match(Function<T, R> given, Function<List<Problem>, R> refused) {
            return refused.apply(problems);
        }
    }

    <R> R match(Function<T, R> given, Function<List<Problem>, R> refused);

    default <R> Answer<R> map(Function<T, R> mapping) {
        return match(value -> of(mapping.apply(value)), Refused::new);
    }

    default <R> Answer<R> flatMap(Function<T, Answer<R>> mapping) {
        return match(mapping, Refused::new);
    }

    static <T> Answer<T> of(T value) {
        return new Given<>(value);
    }

    static <T> Answer<T> refused(Problem problem) {
        return new Refused<>(List.of(problem));
    }

    static <T> Answer<T> refused(List<Problem> problems) {
        return new Refused<>(problems);
    }
}
