package io.kanesh.control.access.control;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The cookie that holds a session's secret: no script reads it, no other site makes a browser send it with a change. */
public final class SessionCookie {
    static final String NAME = "kanesh_session";

    private SessionCookie() {}

    public static Optional<String> read(HttpServletRequest request) {
        return read(request, NAME);
    }

    static Optional<String> read(HttpServletRequest request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name) && cookie.getValue().length() <= 4096) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Value of {@code Set-Cookie}. */
    public static String write(HttpServletRequest request, String secret) {
        // Lax: the way back from an identity provider is a navigation from another site, which must arrive signed in.
        return cookie(request, NAME, secret, "/", Sessions.LASTS).toString();
    }

    public static String clear(HttpServletRequest request) {
        return cookie(request, NAME, "", "/", Duration.ZERO).toString();
    }

    static ResponseCookie cookie(HttpServletRequest request, String name, String value, String path, Duration lasts) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path(path)
                .maxAge(lasts)
                .build();
    }
}
