package io.kanesh.control.node.rest;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of the agent protocol. Bounded before they are read. Unlike the API, unknown fields are passed over: an agent may be
 * newer than we are.
 */
@Component
class AgentBody {
    /** A report of a node in a large cluster is some 50 KiB, a log's tail of 1,000 lines a few hundred. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws ProblemException 413 when it is too large, 400 when it is not such a record in JSON */
    <T> T read(HttpServletRequest request, Class<T> type) {
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new ProblemException(Problem.of(
                        "body-too-large", Kind.TOO_LARGE, "The body is larger than " + MAX_BYTES + " bytes."));
            }
            T value = json.readValue(body, type);
            String missing = value == null ? "." : firstMissing(value, "");
            if (missing != null) {
                throw malformed(type, missing);
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(type, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] write(Object value) {
        return json.writeValueAsBytes(value);
    }

    /** The path of a component that may not be null and is; the protocol's records say which may. Null when there is none. */
    private static @Nullable String firstMissing(Object value, String path) {
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(Objects::isNull) ? path : null;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Objects::isNull) ? path : null;
        }
        if (!value.getClass().isRecord()) {
            return null;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object inner = read(component, value);
            String missing = inner == null ? name : firstMissing(inner, name);
            boolean optional = inner == null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (missing != null && !optional) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException malformed(Class<?> type, @Nullable String missing) {
        String what = "The body is not a " + type.getSimpleName() + " in JSON";
        return new ProblemException(Problem.of(
                "malformed-json",
                Kind.MALFORMED,
                missing == null ? what + "." : what + ": " + missing + " is missing or holds a null."));
    }
}
