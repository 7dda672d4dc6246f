package io.kanesh.control.access.control;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The answer to a sign-in that did not work: a page for people, a problem for programs. It says the same whatever was wrong, and
 * repeats nothing of what came: the reason is in the log, under the trace.
 */
@Component
class FailedSignIn {
    private static final String TRACE = "__TRACE__";

    private final ProblemWriter problems;
    private final String page;

    FailedSignIn(ProblemWriter problems) {
        this.problems = problems;
        try (InputStream in = new ClassPathResource("access/sign-in-failed.html").getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The page for a failed sign-in is not in this build", broken);
        }
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(
                        "sign-in-failed",
                        Kind.UNAUTHENTICATED,
                        "Signing in did not work: the way back from the identity provider does not fit a sign-in that this"
                                + " browser began, or the provider refused.")
                .withHint("Begin again from the console.");
        String accepts = request.getHeader(HttpHeaders.ACCEPT);
        if (accepts == null || !accepts.contains("text/html")) {
            problems.write(request, response, problem);
            return;
        }
        String trace = problems.note(request, problem);
        response.setStatus(problem.kind().status());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(page.replace(TRACE, trace).getBytes(StandardCharsets.UTF_8));
    }
}
