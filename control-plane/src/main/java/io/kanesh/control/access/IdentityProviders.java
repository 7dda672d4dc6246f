package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import java.util.Optional;

/** Who says who an organization's people are. */
public interface IdentityProviders {
    Optional<IdentityProvider> find(OrganizationId organization);

    /**
     * Takes this one from now on. Refused with {@code address-refused} or {@code provider-unreadable} when its issuer cannot
     * be asked, {@code project-unknown} or {@code role-level-wrong} when a group would give what is not the organization's to
     * give.
     */
    Answer<IdentityProvider> put(IdentityProvider provider);

    /** Whoever it vouched for is signed out. */
    void delete(OrganizationId organization);
}
