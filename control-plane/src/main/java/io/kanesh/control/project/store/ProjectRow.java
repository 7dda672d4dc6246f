package io.kanesh.control.project.store;

import io.kanesh.control.project.Project;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A row of {@code project}. */
@Entity
@Table(name = "project")
class ProjectRow {
    @Id
    private String id;

    @Column(name = "organization_id")
    private String organizationId;

    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ProjectRow() {}

    void rename(ResourceName newName) {
        this.name = newName.value();
    }

    Project toDomain() {
        return new Project(
                new ProjectId(id), new OrganizationId(organizationId), new ResourceName(name), createdAt, version);
    }
}
