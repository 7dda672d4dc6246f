package io.kanesh.control.access.control;

import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens.Filter;
import io.kanesh.control.access.Tokens.Where;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tokens are kept. */
public interface TokenStore {
    void add(Token token, byte[] secretHash);

    Optional<Token> find(TokenId id);

    /** By its secret, or by the one before while that counts too. */
    Optional<Token> findBySecretHash(byte[] secretHash, Instant now);

    /** One more than the page holds, if there is one more. */
    List<Token> list(@Nullable Where where, Filter filter, Page.Request page);

    /** Another secret, and until when the one it had counts too. */
    Token rotate(TokenId id, byte[] secretHash, Instant previousUntil);

    List<Token> ofName(String name);

    boolean isEmpty();

    void delete(TokenId id);

    /** Those whose grant is in the project. */
    List<Token> ofProject(ProjectId project);

    List<Token> ofAccount(ServiceAccountId account);

    /** Does not count as a change. */
    void used(TokenId id, Instant at);
}
