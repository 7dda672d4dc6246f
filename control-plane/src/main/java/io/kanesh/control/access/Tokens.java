package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facade of this module: make, list and revoke tokens. */
public interface Tokens {

    /** Refused when the project does not exist or the expiry is not in the future. */
    Answer<Created> create(Wanted wanted);

    Optional<Token> find(TokenId id);

    /** @param project null for every token of the installation */
    Page<Token> list(@Nullable ProjectId project, Page.Request page);

    /** From now on requests with it are refused. Without effect when there is no such token. */
    void revoke(TokenId id);

    /** What to make; see {@link Token}. */
    record Wanted(
            String name,
            Role role,
            @Nullable ProjectId project,
            @Nullable Instant expiresAt) {}

    /** @param secret to be shown once and forgotten */
    record Created(Token token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }
}
