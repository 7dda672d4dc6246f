package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facade of this module: make, list and revoke tokens. */
public interface Tokens {

    /** Refused when the project or organization does not exist, the role does not fit there, or the expiry has passed. */
    Answer<Created> create(Wanted wanted);

    Optional<Token> find(TokenId id);

    /** Tokens for exactly these projects and organizations, in the order of the ids; null: every one. */
    Page<Token> list(@Nullable Where where, Filter filter, Page.Request page);

    /**
     * A new secret; the one before counts for {@code overlap} more. Refused with {@code token-not-found} or {@code
     * token-ended}.
     */
    Answer<Created> rotate(TokenId id, Duration overlap);

    /** From now on requests with it are refused. Without effect when there is no such token. */
    void revoke(TokenId id);

    /** What to make; see {@link Token}. */
    record Wanted(
            String name,
            Grant grant,
            @Nullable ServiceAccountId account,
            @Nullable Set<Permission> scopes,
            @Nullable Instant expiresAt) {}

    /** Which tokens: those granted in one of these. */
    record Where(Set<ProjectId> projects, Set<OrganizationId> organizations) {
        public Where {
            projects = Set.copyOf(projects);
            organizations = Set.copyOf(organizations);
        }
    }

    /**
     * Which of them; null members do not matter.
     *
     * @param search a part of the name, in any case
     */
    record Filter(
            @Nullable ProjectId project,
            @Nullable ServiceAccountId account,
            @Nullable String search) {}

    /** @param secret to be shown once and forgotten */
    record Created(Token token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }
}
