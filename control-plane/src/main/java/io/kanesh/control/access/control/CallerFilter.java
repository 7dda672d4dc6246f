package io.kanesh.control.access.control;

import io.kanesh.control.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves the caller with the request, for the trail: the security context is gone when the request has been answered. */
final class CallerFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CallerResolver.known().ifPresent(caller -> request.setAttribute(Caller.ATTRIBUTE, caller));
        chain.doFilter(request, response);
    }
}
