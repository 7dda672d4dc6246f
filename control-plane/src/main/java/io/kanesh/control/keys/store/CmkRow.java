package io.kanesh.control.keys.store;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.kms.KeyReference;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** See V0500. Fields are null only between Hibernate's construction and its filling in. */
@Entity
@Table(name = "cmk")
class CmkRow {
    @Id
    private @Nullable String id;

    private @Nullable String projectId;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable String uri;
    private @Nullable String madeFor;
    private boolean locked;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String status;

    private long generation;
    private @Nullable String createdBy;
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;

    // Boxed: null tells Spring Data that the row is new.
    @Version
    private @Nullable Long version;

    protected CmkRow() {}

    CmkRow(Cmk key) {
        ClusterId cluster = key.madeFor();
        this.id = key.id().value();
        this.projectId = key.project().value();
        this.uri = key.reference().uri();
        this.madeFor = cluster == null ? null : cluster.value();
        this.createdBy = key.createdBy();
        this.createdAt = key.createdAt();
        change(key);
    }

    /** All but what never changes. */
    final void change(Cmk key) {
        this.name = key.name().value();
        this.description = key.description();
        this.locked = key.locked();
        this.status = KeyJson.write(key.status());
        this.generation = key.generation();
        this.updatedAt = key.updatedAt();
    }

    Cmk toDomain() {
        return new Cmk(
                new KeyId(Objects.requireNonNull(id)),
                new ProjectId(Objects.requireNonNull(projectId)),
                new ResourceName(Objects.requireNonNull(name)),
                Objects.requireNonNull(description),
                KeyReference.parse(Objects.requireNonNull(uri)),
                madeFor == null ? null : new ClusterId(madeFor),
                locked,
                KeyJson.read(Objects.requireNonNull(status), CmkStatus.class),
                generation,
                Objects.requireNonNull(createdBy),
                Objects.requireNonNull(createdAt),
                Objects.requireNonNull(updatedAt));
    }
}
