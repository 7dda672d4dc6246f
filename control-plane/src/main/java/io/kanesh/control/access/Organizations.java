package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Organizations: make, find, rename and end them. */
public interface Organizations {

    /** Refused with {@code organization-name-taken}. */
    Answer<Organization> create(ResourceName name);

    Optional<Organization> find(OrganizationId id);

    /**
     * In the order of the ids.
     *
     * @param only those that the caller may see; null for all
     */
    Page<Organization> list(@Nullable Set<OrganizationId> only, Page.Request page);

    /** Refused with {@code organization-name-taken} or {@code organization-not-found}. */
    Answer<Organization> rename(OrganizationId id, ResourceName name);

    /**
     * Ends an organization without projects, and with it its members, service accounts, tokens, sessions and identity provider.
     * Refused with {@code organization-not-empty}, {@code organization-is-the-first} or {@code organization-not-found}.
     */
    Answer<Organization> delete(OrganizationId id);
}
