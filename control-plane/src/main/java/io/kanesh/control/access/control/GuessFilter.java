package io.kanesh.control.access.control;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds an address off that shows one wrong token after the other. */
final class GuessFilter extends OncePerRequestFilter {
    private final GuessLimit limit;
    private final ProblemWriter problems;

    GuessFilter(GuessLimit limit, ProblemWriter problems) {
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean tries = request.getHeader("Authorization") != null || isSignIn(request);
        Duration wait = tries ? limit.wait(request.getRemoteAddr()) : Duration.ZERO;
        if (!wait.isZero()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            response.setHeader("Retry-After", Long.toString(seconds));
            problems.write(
                    request,
                    response,
                    Problem.of(
                                    "too-many-wrong-tokens",
                                    Kind.THROTTLED,
                                    "Too many wrong tokens came from this address. This one was not looked at.")
                            .withHint("Try again in " + seconds + " s, as Retry-After says."));
            return;
        }
        chain.doFilter(request, response);
        if (tries && response.getStatus() == 401) {
            limit.wrong(request.getRemoteAddr());
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals("/api/v1/session");
    }
}
