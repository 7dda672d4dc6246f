package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.Map;

/** The refusals that come from HTTP itself and not from a feature; every code of this module in one place. */
final class Problems {
    private Problems() {}

    static Problem bodyTooLarge(long limitBytes) {
        return Problem.of("body-too-large", Kind.TOO_LARGE, "A request body has at most " + limitBytes + " bytes.");
    }

    static Problem bodyTooSlow(long seconds) {
        return Problem.of(
                        "body-too-slow",
                        Kind.TOO_SLOW,
                        "The body was not here whole after " + seconds + " s. Nothing was done.")
                .withHint("Send it at once.");
    }

    static Problem bodyMissing() {
        return Problem.of("body-missing", Kind.MALFORMED, "This request needs a JSON body.");
    }

    static Problem malformedJson(String where) {
        return Problem.of("malformed-json", Kind.MALFORMED, "The body is not JSON" + where + ".")
                .withHint("Send one JSON object, e.g. {\"name\": \"orders\"}.");
    }

    static Problem unknownField(String path, String name, String known) {
        return Problem.of("unknown-field", Kind.MALFORMED, "There is no field '" + name + "' here.")
                .withField(path)
                .withHint("Fields: " + known + ".");
    }

    static Problem repeatedField(String name) {
        return Problem.of("repeated-field", Kind.MALFORMED, "The field '" + name + "' is there twice.")
                .withField(name);
    }

    static Problem wrongType(String path, String expected) {
        return Problem.of("wrong-type", Kind.MALFORMED, "The value of this field is not " + expected + ".")
                .withField(path);
    }

    static Problem parameterMissing(String name, String expected) {
        return Problem.of("parameter-missing", Kind.MALFORMED, "The parameter '" + name + "' is missing.")
                .withField(name)
                .withHint("Give " + expected + ".");
    }

    static Problem parameterInvalid(String name, String expected) {
        return Problem.of("parameter-invalid", Kind.MALFORMED, "The parameter '" + name + "' is not " + expected + ".")
                .withField(name);
    }

    static Problem invalidField(String path, String rule) {
        return Problem.invalid(path, "invalid-value", "The value of this field " + rule + ".", null);
    }

    static Problem noSuchPath(String path) {
        return Problem.of("no-such-path", Kind.NOT_FOUND, "There is nothing at " + path + ".")
                .withHint("Every path is described at /api/docs.");
    }

    static Problem methodNotAllowed(String method, String allowed) {
        return Problem.of("method-not-allowed", Kind.METHOD_NOT_ALLOWED, "This path does not take " + method + ".")
                .withHint("It takes " + allowed + ".");
    }

    static Problem unsupportedType(String given) {
        return Problem.of(
                        "content-type-unsupported",
                        Kind.UNSUPPORTED_TYPE,
                        "The body's content type is " + given + ", which is not read here.")
                .withHint("Send application/json (a PATCH also as application/merge-patch+json).");
    }

    static Problem notAcceptable() {
        return Problem.of(
                        "not-acceptable",
                        Kind.NOT_ACCEPTABLE,
                        "The answer cannot be given in any of the types that Accept names.")
                .withHint("Send Accept: application/json.");
    }

    static Problem badRequest(String why) {
        return Problem.of("bad-request", Kind.MALFORMED, why);
    }

    static Problem throttled(long seconds) {
        return Problem.of(
                        "too-many-requests",
                        Kind.THROTTLED,
                        "This token makes requests faster than it may. Nothing was done.")
                .withHint("Send it again in " + seconds + " s, as Retry-After says.");
    }

    static Problem changedMeanwhile() {
        return Problem.of(
                        "changed-meanwhile",
                        Kind.CONFLICT,
                        "Another request changed the same resource at the same time. Nothing was done.")
                .withHint("Read it again and repeat the request.");
    }

    static Problem databaseAway() {
        return Problem.of(
                        "database-unavailable",
                        Kind.UNAVAILABLE,
                        "The control plane's database does not answer. Running clusters are not touched by this.")
                .withHint("Try again in a few seconds.");
    }

    static Problem idempotencyKeyInvalid() {
        return new Problem(
                "idempotency-key-invalid",
                Kind.MALFORMED,
                "An Idempotency-Key has 1 to 255 visible ASCII characters.",
                "Idempotency-Key",
                "A random UUID does well.",
                Map.of());
    }

    static Problem idempotencyKeyReused() {
        return Problem.of(
                        "idempotency-key-reused",
                        Kind.CONFLICT,
                        "This Idempotency-Key was used for another request. Nothing was done.")
                .withField("Idempotency-Key")
                .withHint("Use a new key for a new request.");
    }

    static Problem requestInProgress() {
        return Problem.of(
                        "request-in-progress",
                        Kind.CONFLICT,
                        "The first request with this Idempotency-Key is still being worked on.")
                .withField("Idempotency-Key")
                .withHint("Send it again in a second to get its answer.");
    }

    static Problem outcomeUnknown() {
        return Problem.of(
                        "outcome-unknown",
                        Kind.CONFLICT,
                        "The control plane stopped while it worked on the first request with this Idempotency-Key.")
                .withField("Idempotency-Key")
                .withHint("Look whether what you asked for is there; if not, send it again with a new key.");
    }
}
