package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.AdminRole;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** See V0300. Fields are null only between Hibernate's construction and its filling in. */
@Entity
@Table(name = "cluster")
class ClusterRow {
    @Id
    private @Nullable String id;

    private @Nullable String projectId;
    private @Nullable String name;
    private @Nullable String provider;
    private @Nullable String engineVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String dataCenters;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String encryption;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String allowedCidrs;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String labels;

    private boolean deletionProtection;
    private boolean deletionRequested;
    private long generation;
    private @Nullable String adminName;
    private @Nullable String adminSaltedHash;
    private @Nullable String createdBy;
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;

    // Boxed: null tells Spring Data that the row is new.
    @Version
    private @Nullable Long version;

    protected ClusterRow() {}

    ClusterRow(Cluster cluster) {
        this.id = cluster.id().value();
        this.projectId = cluster.project().value();
        this.adminName = cluster.admin().name();
        this.adminSaltedHash = cluster.admin().saltedHash();
        this.createdBy = cluster.createdBy();
        this.createdAt = cluster.createdAt();
        change(cluster);
    }

    final void change(Cluster cluster) {
        ClusterSpec spec = cluster.spec();
        this.name = spec.name().value();
        this.provider = spec.provider();
        this.engineVersion = spec.engineVersion();
        this.dataCenters = ClusterJson.write(spec.dataCenters());
        this.encryption = ClusterJson.write(spec.encryption());
        this.allowedCidrs = ClusterJson.write(spec.allowedCidrs());
        this.labels = ClusterJson.write(spec.sortedLabels());
        this.deletionProtection = spec.deletionProtection();
        this.deletionRequested = cluster.deletionRequested();
        this.generation = cluster.generation().value();
        this.updatedAt = cluster.updatedAt();
    }

    String id() {
        return Objects.requireNonNull(id);
    }

    long generation() {
        return generation;
    }

    Cluster toDomain(ClusterStatus status) {
        var spec = new ClusterSpec(
                new ResourceName(Objects.requireNonNull(name)),
                Objects.requireNonNull(provider),
                Objects.requireNonNull(engineVersion),
                ClusterJson.readDataCenters(Objects.requireNonNull(dataCenters)),
                ClusterJson.readEncryption(Objects.requireNonNull(encryption)),
                ClusterJson.readTexts(Objects.requireNonNull(allowedCidrs)),
                deletionProtection,
                ClusterJson.readLabels(Objects.requireNonNull(labels)));
        return new Cluster(
                new ClusterId(id()),
                new ProjectId(Objects.requireNonNull(projectId)),
                spec,
                deletionRequested,
                new Generation(generation),
                status,
                new AdminRole(Objects.requireNonNull(adminName), Objects.requireNonNull(adminSaltedHash)),
                Objects.requireNonNull(createdBy),
                Objects.requireNonNull(createdAt),
                Objects.requireNonNull(updatedAt));
    }
}
