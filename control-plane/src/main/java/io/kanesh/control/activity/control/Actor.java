package io.kanesh.control.activity.control;

import io.kanesh.control.access.Caller;
import io.kanesh.control.access.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who did it: the caller of the request at hand, or the control plane itself. */
record Actor(
        @Nullable String id,
        String name,
        List<String> roles,
        @Nullable String address,
        @Nullable String requestId,
        @Nullable Caller caller) {
    private static final int ROLES = 5;
    private static final Actor SYSTEM = new Actor(null, "system", List.of(), null, null, null);

    static Actor current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : SYSTEM;
    }

    static Actor of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String requestId = MDC.get("traceId");
        if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            var roles = caller.grants().stream()
                    .map(Actor::words)
                    .sorted()
                    .limit(ROLES)
                    .toList();
            return new Actor(caller.id(), caller.name(), roles, address, requestId, caller);
        }
        return new Actor(null, "unknown", List.of(), address, requestId, null);
    }

    private static String words(Grant grant) {
        var project = grant.project();
        var organization = grant.organization();
        if (project != null) {
            return grant.role() + " " + project.value();
        }
        return organization == null ? grant.role().name() : grant.role() + " " + organization.value();
    }
}
