package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Presence;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the console in by its cookie, and to a change only with the header that other sites cannot send. */
final class SessionFilter extends OncePerRequestFilter {
    static final String CSRF_HEADER = "X-CSRF-Token";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final ProblemWriter problems;

    SessionFilter(Sessions sessions, ProblemWriter problems) {
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> secret = SessionCookie.read(request);
        if (secret.isEmpty() || request.getHeader("Authorization") != null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller = sessions.callerOf(secret.get());
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String given = request.getHeader(CSRF_HEADER);
        if (!SAFE.contains(request.getMethod()) && (given == null || !Sessions.isCsrfToken(secret.get(), given))) {
            problems.write(
                    request,
                    response,
                    Problem.of(
                                    "csrf-token-missing",
                                    Kind.FORBIDDEN,
                                    "A change through a session needs the header " + CSRF_HEADER
                                            + " with the session's own token. Nothing was done.")
                            .withHint("GET /api/v1/session says the token; programs send a bearer token instead."));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                new PreAuthenticatedAuthenticationToken(new TokenCheck.Principal(caller.get()), "", List.of()));
        SecurityContextHolder.setContext(context);
        request.setAttribute(Presence.ATTRIBUTE, (Presence) () -> sessions.callerOf(secret.get()));
        chain.doFilter(request, response);
    }
}
