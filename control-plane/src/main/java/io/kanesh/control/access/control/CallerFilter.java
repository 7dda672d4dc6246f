package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Presence;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves the caller with the request, for the trail and for what outlasts the answer: the security context is gone when the request has been answered. */
final class CallerFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final BearerCheck check;

    CallerFilter(BearerCheck check) {
        this.check = check;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerResolver.known().ifPresent(caller -> request.setAttribute(Caller.ATTRIBUTE, caller));
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String secret = header.substring(BEARER.length()).strip();
            request.setAttribute(Presence.ATTRIBUTE, (Presence) () -> check.again(secret));
        }
        chain.doFilter(request, response);
    }
}
