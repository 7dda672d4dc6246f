package io.kanesh.control.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A token bucket per token, and per address for requests without one; what is too fast gets 429 and when to come again. */
@Component
@Order(FilterOrder.RATE)
final class RateFilter extends OncePerRequestFilter {
    /** Buckets kept; the least recently used goes first, and a forgotten one is a full one. */
    private static final int BUCKETS = 10_000;

    private final RateSettings settings;
    private final InstantSource clock;
    private final ProblemWriter problems;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > BUCKETS;
        }
    };

    RateFilter(RateSettings settings, InstantSource clock, ProblemWriter problems) {
        this.settings = settings;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return FilterOrder.isNotApi(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = request.getRemoteUser();
        Duration wait = take(user == null ? "address:" + request.getRemoteAddr() : "token:" + user);
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            response.setHeader("Retry-After", Long.toString(seconds));
            problems.write(request, response, Problems.throttled(seconds));
        }
    }

    private synchronized Duration take(String key) {
        var now = clock.instant();
        var bucket = buckets.getOrDefault(key, TokenBucket.full(settings.burst(), now));
        var taken = bucket.take(settings.burst(), settings.requestsPerSecond(), now);
        buckets.put(key, taken.left());
        return taken.retryAfter();
    }
}
