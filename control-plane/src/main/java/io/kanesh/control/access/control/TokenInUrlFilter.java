package io.kanesh.control.access.control;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a token in an address, where logs, histories and proxies keep it, and says that it should now be revoked. */
final class TokenInUrlFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    TokenInUrlFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        if (query.contains("access_token=") || (request.getRequestURI() + query).contains(TokenSecret.PREFIX)) {
            problems.write(
                    request,
                    response,
                    Problem.of(
                                    "token-in-url",
                                    Kind.MALFORMED,
                                    "A token in an address is seen by logs and proxies. Nothing was done; revoke that token.")
                            .withHint("Send the header Authorization: Bearer kns_… instead."));
        } else {
            chain.doFilter(request, response);
        }
    }
}
