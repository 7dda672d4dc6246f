package io.kanesh.control.access.control;

import io.kanesh.control.access.Organization;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where organizations are kept. */
public interface OrganizationStore {
    /** Empty when another organization has the name, also when it got it a moment ago. */
    Optional<Organization> add(Organization organization);

    Optional<Organization> find(OrganizationId id);

    /** As {@link #find}, and nobody else may change it or its members until our transaction ends. */
    Optional<Organization> lock(OrganizationId id);

    /** As {@link #lock}, and nobody may put anything into it either. */
    Optional<Organization> lockWhole(OrganizationId id);

    Optional<Organization> findByName(ResourceName name);

    /** One more than the page holds, if there is one more; {@code only}: null for all. */
    List<Organization> list(@Nullable Set<OrganizationId> only, Page.Request page);

    Organization rename(OrganizationId id, ResourceName name);

    /** With everything that is in it but projects, and with people whom nobody else's provider could vouch for. */
    void delete(OrganizationId id);
}
