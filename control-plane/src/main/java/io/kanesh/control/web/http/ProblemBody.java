package io.kanesh.control.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type identifies the code; a name, not an address
 * @param traceId the same as in the answer's {@code X-Trace-Id} and in our log
 * @param errors every problem when there is more than one; the first is the one above
 */
@Schema(name = "Problem")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemBody(
        @Schema(example = "urn:kanesh:problem:unknown-field")
        String type,

        @Schema(example = "Malformed") String title,
        @Schema(example = "400") int status,
        @Schema(example = "There is no field 'nam' here.") String detail,
        @Schema(example = "unknown-field") String code,
        @Schema(example = "nam") @Nullable String field,
        @Schema(example = "Fields: name.") @Nullable String hint,
        @Schema(example = "9f86d081884c7d65") String traceId,
        @Nullable List<Detail> errors) {

    /** One of several problems. */
    @Schema(name = "ProblemError")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            String code,
            String detail,
            @Nullable String field,
            @Nullable String hint) {}

    static ProblemBody of(List<Problem> problems, String traceId) {
        Problem first = problems.get(0);
        List<Detail> errors = problems.size() == 1
                ? null
                : problems.stream()
                        .map(problem -> new Detail(problem.code(), problem.message(), problem.field(), problem.hint()))
                        .toList();
        return new ProblemBody(
                "urn:kanesh:problem:" + first.code(),
                title(first.kind()),
                first.kind().status(),
                first.message(),
                first.code(),
                first.field(),
                first.hint(),
                traceId,
                errors);
    }

    /** Of a fault of ours: says nothing about it, because what broke may hold a secret. */
    static ProblemBody ofFault(String traceId) {
        return new ProblemBody(
                "urn:kanesh:problem:internal-fault",
                "Internal fault",
                500,
                "Something broke on our side. The log has the reason under the trace id.",
                "internal-fault",
                null,
                "Try again; if it stays, report the trace id.",
                traceId,
                null);
    }

    private static String title(Kind kind) {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
