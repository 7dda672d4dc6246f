package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.postgres.hints.TwoControlPlanes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon a revocation holds: through one control plane a token or a member goes, and the very next request is asked of both. Run by
 * {@code ./kanesh bench access}; no part of the tests, where {@link RevokedEverywhereTest} tries it once.
 */
class RevocationBench {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationBench.class);
    private static final int ROUNDS = 20;

    @Test
    void whatIsTakenIsGoneAtTheNextRequest() throws IOException {
        try (var both = TwoControlPlanes.start()) {
            Api first = both.api(both.first());
            Api second = both.api(both.second());
            int tokens = 0;
            int members = 0;
            for (int round = 0; round < ROUNDS; round++) {
                tokens += acceptedAfterRevocation(first, second);
                members += acceptedAfterRemoval(first, second, round);
            }
            LOG.info(
                    "bench access: of {} revoked tokens and {} removed members, {} and {} were let in by the next request to either of"
                            + " two control planes (aim: none)",
                    ROUNDS,
                    ROUNDS,
                    tokens,
                    members);
            assertThat(tokens + members).isZero();
        }
    }

    private static int acceptedAfterRevocation(Api first, Api second) {
        var token = first.post("/api/v1/tokens", "{\"name\":\"bench\",\"role\":\"VIEWER\"}");
        String secret = token.at("secret");
        assertThat(second.as(secret).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(first.delete(token.header("Location")).status()).isEqualTo(204);
        return accepted(second.as(secret), "/api/v1/me") + accepted(first.as(secret), "/api/v1/me");
    }

    private static int acceptedAfterRemoval(Api first, Api second, int round) {
        var project = first.post("/api/v1/projects", "{\"name\":\"bench-" + round + "\"}");
        String path = project.header("Location");
        String accounts = "/api/v1/organizations/" + project.at("organizationId") + "/service-accounts";
        String account =
                first.post(accounts, "{\"name\":\"bench-" + round + "\"}").at("id");
        String secret = first.post(accounts + "/" + account + "/tokens", "{\"name\":\"t\"}")
                .at("secret");
        var member = first.post(path + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"VIEWER\"]}");
        assertThat(second.as(secret).get(path).status()).isEqualTo(200);
        assertThat(first.delete(member.header("Location")).status()).isEqualTo(204);
        return accepted(second.as(secret), path) + accepted(first.as(secret), path);
    }

    private static int accepted(Api caller, String path) {
        return caller.get(path).status() < 400 ? 1 : 0;
    }
}
