package io.kanesh.control.project.store;

import io.kanesh.control.project.Project;
import io.kanesh.control.project.control.ProjectStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Projects in PostgreSQL. */
@Component
@Transactional
class JpaProjectStore implements ProjectStore {
    private final ProjectRows rows;

    JpaProjectStore(ProjectRows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Project> add(Project project) {
        int inserted = rows.insert(
                project.id().value(),
                project.organization().value(),
                project.name().value(),
                project.createdAt());
        return inserted == 1 ? Optional.of(project) : Optional.empty();
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return rows.findById(id.value()).map(ProjectRow::toDomain);
    }

    @Override
    public Optional<Project> lock(ProjectId id) {
        return rows.lock(id.value()).map(ProjectRow::toDomain);
    }

    @Override
    public Optional<Project> findByName(OrganizationId organization, ResourceName name) {
        return rows.findByOrganizationIdAndName(organization.value(), name.value())
                .map(ProjectRow::toDomain);
    }

    @Override
    public List<ProjectId> ofOrganization(OrganizationId organization) {
        return rows.idsOfOrganization(organization.value()).stream()
                .map(ProjectId::new)
                .toList();
    }

    @Override
    public List<Project> list(@Nullable Set<ProjectId> only, Page.Request page) {
        String after = page.after() == null ? "" : page.after();
        Limit limit = Limit.of(page.size() + 1);
        List<ProjectRow> found = only == null
                ? rows.findByIdGreaterThanOrderById(after, limit)
                : rows.findByIdInAndIdGreaterThanOrderById(
                        only.stream().map(ProjectId::value).toList(), after, limit);
        return found.stream().map(ProjectRow::toDomain).toList();
    }

    @Override
    public Project rename(ProjectId id, ResourceName name) {
        ProjectRow row = rows.findById(id.value()).orElseThrow();
        row.rename(name);
        return rows.saveAndFlush(row).toDomain();
    }

    @Override
    public void delete(ProjectId id) {
        rows.deleteById(id.value());
    }

    @Override
    public boolean isEmpty() {
        return rows.count() == 0;
    }
}
