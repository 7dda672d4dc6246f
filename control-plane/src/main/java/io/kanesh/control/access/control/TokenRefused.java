package io.kanesh.control.access.control;

import io.kanesh.control.shared.Problem;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/** A token that does not let its bearer in. */
public final class TokenRefused extends BadOpaqueTokenException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    TokenRefused(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
