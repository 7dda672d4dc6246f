package io.kanesh.control.web.http;

import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What was wrong with a JSON body, in words that name the field as the client wrote it. */
final class JsonProblems {
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");

    private JsonProblems() {}

    static Problem of(JacksonException fault) {
        String path = path(fault.getPath());
        if (fault instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? "none"
                    : unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return Problems.unknownField(path, unknown.getPropertyName(), known);
        }
        if (fault instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return Problems.invalidField(
                    path, "is refused: " + refused.getCause().getMessage());
        }
        if (fault instanceof MismatchedInputException mismatch) {
            if (String.valueOf(mismatch.getOriginalMessage()).startsWith("No content to map")) {
                return Problems.bodyMissing();
            }
            return withExample(Problems.wrongType(path, expected(mismatch.getTargetType())), fault);
        }
        if (fault instanceof InputCoercionException tooLarge) {
            Class<?> target = tooLarge.getTargetType();
            boolean small = target == int.class || target == Integer.class;
            return withExample(
                    Problems.wrongType(path, expected(target) + " that fits into " + (small ? 32 : 64) + " bits"),
                    fault);
        }
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            Matcher name = QUOTED.matcher(message);
            return Problems.repeatedField(name.find() ? name.group(1) : path);
        }
        var location = fault.getLocation();
        return Problems.malformedJson(
                location == null || location.getLineNr() < 1
                        ? ""
                        : ": it breaks at line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    private static Problem withExample(Problem problem, JacksonException fault) {
        String example = Examples.of(fault.getPath());
        return example == null ? problem : problem.withHint("For example: " + example);
    }

    /** For example {@code dataCenters[0].region}. */
    static String path(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    /** What a type is called by somebody who has not read our code. */
    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of the right type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (type == Instant.class || Temporal.class.isAssignableFrom(type)) {
            return "a time such as 2026-11-21T10:00:00Z";
        }
        if (type == Duration.class) {
            return "a duration such as PT15M";
        }
        if (Id.class.isAssignableFrom(type)) {
            return "an id";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "of the right type";
    }
}
