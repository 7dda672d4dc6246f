package io.kanesh.control.access.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether somebody is signed in at this browser, and how one could. */
record SessionResponse(
        boolean signedIn,

        @Schema(description = "to be sent as X-CSRF-Token with each change; null when nobody is signed in") @Nullable
        String csrfToken,

        List<MethodResponse> methods) {

    /** A way to sign in. */
    @Schema(name = "SignInMethod")
    record MethodResponse(
            @Schema(allowableValues = {"token", "oidc"}) String kind,

            @Schema(description = "of the organization", example = "retail") @Nullable
            String name,

            @Schema(description = "where the browser goes; add ?returnTo=/a/local/path", example = "/auth/oidc/org_…")
            @Nullable
            String startUrl) {}
}
