package io.kanesh.control.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads each body of the API whole, up to a limit of size and of time: a larger one is refused before anybody parses it, one that
 * drips in holds its thread no longer than that, and whoever comes later may read it more than once.
 */
@Component
@Order(FilterOrder.BODY)
final class BodyFilter extends OncePerRequestFilter {
    static final int LIMIT_BYTES = 1 << 20;

    private final ProblemWriter problems;
    private final BodySettings settings;
    private final InstantSource clock;

    BodyFilter(ProblemWriter problems, BodySettings settings, InstantSource clock) {
        this.problems = problems;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return FilterOrder.isNotApi(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = request.getContentLengthLong() > LIMIT_BYTES
                    ? new byte[LIMIT_BYTES + 1]
                    : read(request.getInputStream());
        } catch (SocketTimeoutException tooSlow) {
            // What still comes of it would be taken for the next request.
            response.setHeader("Connection", "close");
            problems.write(request, response, Problems.bodyTooSlow(settings.seconds()));
            return;
        }
        if (body.length > LIMIT_BYTES) {
            problems.write(request, response, Problems.bodyTooLarge(LIMIT_BYTES));
        } else {
            chain.doFilter(new WithBody(request, body), response);
        }
    }

    /** One byte more than the limit, if there is one. @throws SocketTimeoutException when it takes too long */
    private byte[] read(InputStream in) throws IOException {
        Instant end = clock.instant().plusSeconds(settings.seconds());
        var body = new ByteArrayOutputStream();
        var part = new byte[8192];
        while (body.size() <= LIMIT_BYTES) {
            int got = in.read(part, 0, Math.min(part.length, LIMIT_BYTES + 1 - body.size()));
            if (got < 0) {
                break;
            }
            body.write(part, 0, got);
            if (clock.instant().isAfter(end)) {
                throw new SocketTimeoutException("the body drips");
            }
        }
        return body.toByteArray();
    }

    /** A request whose body is in memory. */
    static final class WithBody extends HttpServletRequestWrapper {
        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        byte[] body() {
            return body.clone();
        }

        @Override
        public ServletInputStream getInputStream() {
            return new InMemory(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** A stream that is always ready. */
    private static final class InMemory extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        InMemory(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is read already");
        }
    }
}
