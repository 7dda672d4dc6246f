package io.kanesh.control.access.control;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import io.kanesh.control.shared.Id.TokenId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where sessions are kept. */
public interface SessionStore {
    /**
     * Somebody at the console: for a token, or for a person that the organization's provider vouched for.
     *
     * @param groups that the provider named
     */
    record Session(
            @Nullable TokenId token,
            @Nullable PersonId person,
            @Nullable OrganizationId organization,
            Set<String> groups,
            Instant createdAt,
            Instant expiresAt) {}

    void add(byte[] secretHash, Session session);

    /** Empty when there is none, or it has expired. */
    Optional<Session> find(byte[] secretHash, Instant now);

    void delete(byte[] secretHash);

    void deleteExpired(Instant now);
}
