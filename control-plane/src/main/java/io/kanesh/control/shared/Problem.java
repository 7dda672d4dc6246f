package io.kanesh.control.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expected refusal, as a value: what was wrong, where, and what to do. {@code web} turns it into
 * {@code application/problem+json}.
 *
 * @param code stable, kebab-case, e.g. {@code cluster-name-taken}; never reused for another meaning
 * @param kind decides the HTTP status
 * @param message for the customer: what was wrong and what happens next
 * @param field path of the offending field in the request, e.g. {@code dataCenters[0].region}; null when none is
 * @param hint what would be right, with an example; null when the message already says it
 * @param context for the operator's log only; never a secret
 */
public record Problem(
        String code,
        Kind kind,
        String message,
        @Nullable String field,
        @Nullable String hint,
        Map<String, String> context) {

    /** What sort of refusal it is; each has one HTTP status. */
    public enum Kind {
        /** 400: not understood (broken JSON, unknown field, wrong type). */
        MALFORMED(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        /** 405: the path is right, the method is not; see {@code Allow}. */
        METHOD_NOT_ALLOWED(405),
        /** 406: we cannot answer in any type that {@code Accept} names. */
        NOT_ACCEPTABLE(406),
        /** 408: the request did not arrive in time. */
        TOO_SLOW(408),
        /** 409: the state of the resource does not allow it now. */
        CONFLICT(409),
        /** 412: {@code If-Match} names another version. */
        STALE(412),
        /** 413: body too large. */
        TOO_LARGE(413),
        /** 415: the body's content type is not one that we read. */
        UNSUPPORTED_TYPE(415),
        /** 422: understood, and not acceptable. */
        INVALID(422),
        /** 429: later, see {@code Retry-After}. */
        THROTTLED(429),
        /** 503: something that we need is away; try again. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status code. */
        public int status() {
            return status;
        }
    }

    public Problem {
        context = Map.copyOf(context);
    }

    public static Problem of(String code, Kind kind, String message) {
        return new Problem(code, kind, message, null, null, Map.of());
    }

    public static Problem invalid(String field, String code, String message, @Nullable String hint) {
        return new Problem(code, Kind.INVALID, message, field, hint, Map.of());
    }

    public Problem withHint(String newHint) {
        return new Problem(code, kind, message, field, newHint, context);
    }

    public Problem withField(String newField) {
        return new Problem(code, kind, message, newField, hint, context);
    }
}
