package io.kanesh.control.web.http;

import io.kanesh.control.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem document where no controller is at work: in filters and in the security chain. */
@Component
@NamedInterface("filters")
public class ProblemWriter {
    private static final String CODE = ProblemWriter.class.getName();

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** The code of the problem that a request was answered with; null when it went well. */
    public static @Nullable String codeOf(HttpServletRequest request) {
        return request.getAttribute(CODE) instanceof String code ? code : null;
    }

    static void note(HttpServletRequest request, ProblemBody body) {
        request.setAttribute(CODE, body.code());
    }

    /** Leaves the problem's code with the request, for who answers in another form than ours. Gives the trace id. */
    public String note(HttpServletRequest request, Problem problem) {
        String trace = TraceFilter.traceId(request);
        note(request, ProblemBody.of(List.of(problem), trace));
        return trace;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        ProblemBody body = ProblemBody.of(List.of(problem), TraceFilter.traceId(request));
        note(request, body);
        write(response, body);
    }

    void write(HttpServletResponse response, ProblemBody body) throws IOException {
        response.setStatus(body.status());
        response.setContentType("application/problem+json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
