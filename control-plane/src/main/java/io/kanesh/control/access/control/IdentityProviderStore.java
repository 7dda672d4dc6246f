package io.kanesh.control.access.control;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.shared.Id.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Where identity providers are kept; their secrets sealed. */
public interface IdentityProviderStore {
    Optional<IdentityProvider> find(OrganizationId organization);

    List<IdentityProvider> ofIssuer(String issuer);

    /** Names and ids of the organizations that have one, at most so many. */
    List<OrganizationId> organizations(int limit);

    void put(IdentityProvider provider);

    void delete(OrganizationId organization);
}
