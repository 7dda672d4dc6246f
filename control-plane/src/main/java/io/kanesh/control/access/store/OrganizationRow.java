package io.kanesh.control.access.store;

import io.kanesh.control.access.Organization;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.ResourceName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A row of {@code organization}. */
@Entity
@Table(name = "organization")
class OrganizationRow {
    @Id
    private String id;

    private String name;
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected OrganizationRow() {}

    void rename(ResourceName newName) {
        this.name = newName.value();
    }

    Organization toDomain() {
        return new Organization(new OrganizationId(id), new ResourceName(name), createdAt, version);
    }
}
