package io.kanesh.control.web.http;

import jakarta.servlet.http.HttpServletRequest;

/** The order of our filters; the security chain is at -100, between the trace and these. */
final class FilterOrder {
    static final int RATE = -50;
    static final int BODY = -40;
    static final int IDEMPOTENCY = -30;
    private static final String API = "/api/";

    private FilterOrder() {}

    static boolean isNotApi(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(API);
    }
}
