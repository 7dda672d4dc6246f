package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, as an identity provider knows them.
 *
 * @param issuer of the identity provider; null for one who was invited and has never signed in
 * @param subject the provider's own id; null with the issuer
 * @param invitedBy the organization whose provider may say who it is; null once it is known
 */
public record Person(
        PersonId id,
        @Nullable String issuer,
        @Nullable String subject,
        String email,
        String name,
        @Nullable OrganizationId invitedBy,
        Instant createdAt) {}
