package io.kanesh.control.access.store;

import io.kanesh.control.access.Organization;
import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds organizations by a part of their name or id. */
@Component
class OrganizationFinder implements ResourceFinder {
    private final OrganizationRows rows;

    OrganizationFinder(OrganizationRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Found> find(Sought sought) {
        return rows
                .called(sought.text(), sought.inEveryOrganization(), sought.organizationIds(), Limit.of(sought.limit()))
                .stream()
                .map(OrganizationRow::toDomain)
                .map(OrganizationFinder::found)
                .toList();
    }

    private static Found found(Organization organization) {
        return new Found(
                Found.Type.ORGANIZATION,
                organization.id().value(),
                organization.name().value(),
                null,
                null,
                null);
    }
}
