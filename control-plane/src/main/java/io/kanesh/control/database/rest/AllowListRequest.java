package io.kanesh.control.database.rest;

import io.kanesh.control.shared.Problem;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks from which clients may connect. */
@Schema(name = "AllowListRequest")
record AllowListRequest(
        @Schema(
                description = "IPv4 and IPv6 networks or addresses, at most 200; an empty list keeps everybody out",
                example = "[\"127.0.0.0/8\", \"10.20.0.0/16\"]",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<@Nullable String> allowedCidrs) {

    /** @throws ProblemException 422 without a list, or with a hole in it */
    List<String> networks() {
        if (allowedCidrs == null) {
            throw new ProblemException(Problem.invalid(
                    "allowedCidrs",
                    "cidrs-required",
                    "A list of networks is needed.",
                    "e.g. [\"127.0.0.0/8\"]; an empty list keeps everybody out."));
        }
        return allowedCidrs.stream().map(cidr -> cidr == null ? "" : cidr).toList();
    }
}
