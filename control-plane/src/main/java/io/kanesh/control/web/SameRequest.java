package io.kanesh.control.web;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What goes on in another thread for a request that still waits for its answer: whoever asks there who is calling (the audit trail)
 * finds the same caller, and log lines the same trace.
 */
public final class SameRequest {
    private static final String TRACE = "traceId";

    private SameRequest() {}

    /** The function, to be run once, in whichever thread, before the request is answered. */
    public static <T, R> Function<T, R> carry(Function<T, R> function) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        String trace = MDC.get(TRACE);
        return value -> {
            RequestAttributes before = RequestContextHolder.getRequestAttributes();
            String traceBefore = MDC.get(TRACE);
            set(request, trace);
            try {
                return function.apply(value);
            } finally {
                set(before, traceBefore);
            }
        };
    }

    private static void set(@Nullable RequestAttributes request, @Nullable String trace) {
        RequestContextHolder.setRequestAttributes(request);
        if (trace == null) {
            MDC.remove(TRACE);
        } else {
            MDC.put(TRACE, trace);
        }
    }
}
