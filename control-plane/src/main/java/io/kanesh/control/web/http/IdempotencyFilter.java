package io.kanesh.control.web.http;

import io.kanesh.control.web.http.BodyFilter.WithBody;
import io.kanesh.control.web.store.KeptAnswers;
import io.kanesh.control.web.store.KeptAnswers.Claim;
import io.kanesh.control.web.store.KeptAnswers.KeptAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a repeated POST with the same {@code Idempotency-Key} have one effect: the first accepted answer is kept for a day
 * and given again. A refused request had no effect, so its key is free again. Answers may hold a secret that is shown once:
 * they are kept encrypted under the caller's own token, which we do not have.
 */
@Component
@Order(FilterOrder.IDEMPOTENCY)
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    /** Holds the {@link Work} of a request whose answer comes later, on another thread. */
    private static final String PENDING = IdempotencyFilter.class.getName() + ".PENDING";

    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "Location", "ETag");

    private final KeptAnswers answers;
    private final ProblemWriter problems;

    IdempotencyFilter(KeptAnswers answers, ProblemWriter problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || FilterOrder.isNotApi(request);
    }

    /** Some answers are given while nobody waits on a thread: they come by here when they are there. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** A request that is worked on, and what its answer will be kept under. */
    private record Work(String owner, SealedAnswers sealed, ContentCachingResponseWrapper cached) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAsyncDispatch(request)) {
            if (request.getAttribute(PENDING) instanceof Work work) {
                workAndKeep(request, chain, work);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        String key = request.getHeader(HEADER);
        String owner = request.getRemoteUser();
        if (key == null || owner == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            problems.write(request, response, Problems.idempotencyKeyInvalid());
            return;
        }
        var sealed = new SealedAnswers(bearerOf(request), key);
        String requestHash = sealed.fingerprint(request, request instanceof WithBody with ? with.body() : new byte[0]);
        Claim claim = answers.claim(owner, sealed.keyHash(), requestHash);
        switch (claim.state()) {
            case OURS ->
                workAndKeep(request, chain, new Work(owner, sealed, new ContentCachingResponseWrapper(response)));
            case OTHER_REQUEST -> problems.write(request, response, Problems.idempotencyKeyReused());
            case IN_PROGRESS -> problems.write(request, response, Problems.requestInProgress());
            case LOST -> problems.write(request, response, Problems.outcomeUnknown());
            case ANSWERED -> replay(response, claim.answer(), sealed);
        }
    }

    private void workAndKeep(HttpServletRequest request, FilterChain chain, Work work)
            throws ServletException, IOException {
        var cached = work.cached();
        boolean settled = false;
        try {
            chain.doFilter(request, cached);
            if (isAsyncStarted(request)) {
                request.setAttribute(PENDING, work);
                settled = true;
                return;
            }
            if (cached.getStatus() >= 200 && cached.getStatus() < 300) {
                String body = work.sealed().seal(cached.getContentAsByteArray());
                answers.keep(
                        work.owner(),
                        work.sealed().keyHash(),
                        new KeptAnswer(cached.getStatus(), headersOf(cached), body));
                settled = true;
            }
        } finally {
            if (!settled) {
                answers.release(work.owner(), work.sealed().keyHash());
            }
        }
        cached.copyBodyToResponse();
    }

    private static Map<String, String> headersOf(HttpServletResponse response) {
        var headers = new LinkedHashMap<String, String>();
        for (String name : KEPT_HEADERS) {
            String value = name.equals("Content-Type") ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static void replay(HttpServletResponse response, @Nullable KeptAnswer answer, SealedAnswers sealed)
            throws IOException {
        if (answer == null) {
            throw new IllegalStateException("an answered claim has an answer");
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotent-Replay", "true");
        response.getOutputStream().write(sealed.open(answer.body()));
    }

    private static byte[] bearerOf(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null && request.getCookies() != null) {
            // A session's cookie is as secret as a token, and as little with us.
            header = Arrays.stream(request.getCookies())
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                    .sorted()
                    .collect(Collectors.joining("; "));
        }
        return (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
    }
}
