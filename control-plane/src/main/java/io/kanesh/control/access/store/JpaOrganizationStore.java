package io.kanesh.control.access.store;

import io.kanesh.control.access.Organization;
import io.kanesh.control.access.control.OrganizationStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Organizations in PostgreSQL. */
@Component
@Transactional
class JpaOrganizationStore implements OrganizationStore {
    private final OrganizationRows rows;

    JpaOrganizationStore(OrganizationRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Organization> add(Organization organization) {
        int inserted =
                rows.insert(organization.id().value(), organization.name().value(), organization.createdAt());
        return inserted == 1 ? Optional.of(organization) : Optional.empty();
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return rows.findById(id.value()).map(OrganizationRow::toDomain);
    }

    @Override
    public Optional<Organization> lock(OrganizationId id) {
        return rows.lock(id.value()).map(OrganizationRow::toDomain);
    }

    @Override
    public Optional<Organization> lockWhole(OrganizationId id) {
        return rows.lockWhole(id.value()).map(OrganizationRow::toDomain);
    }

    @Override
    public Optional<Organization> findByName(ResourceName name) {
        return rows.findByName(name.value()).map(OrganizationRow::toDomain);
    }

    @Override
    public List<Organization> list(@Nullable Set<OrganizationId> only, Page.Request page) {
        String after = page.after() == null ? "" : page.after();
        Limit limit = Limit.of(page.size() + 1);
        List<OrganizationRow> found = only == null
                ? rows.findByIdGreaterThanOrderById(after, limit)
                : rows.findByIdInAndIdGreaterThanOrderById(
                        only.stream().map(OrganizationId::value).toList(), after, limit);
        return found.stream().map(OrganizationRow::toDomain).toList();
    }

    @Override
    public Organization rename(OrganizationId id, ResourceName name) {
        OrganizationRow row = rows.findById(id.value()).orElseThrow();
        row.rename(name);
        return rows.saveAndFlush(row).toDomain();
    }

    @Override
    public void delete(OrganizationId id) {
        rows.deletePeopleOfNobodyElse(id.value());
        rows.remove(id.value());
    }
}
