package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.shared.Generation;
import io.kanesh.control.shared.Id.ClusterId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** See V0301. */
@Entity
@Table(name = "cluster_status")
class ClusterStatusRow {
    @Id
    private @Nullable String clusterId;

    private long observedGeneration;
    private @Nullable String stage;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String dataCenters;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String conditions;

    @Version
    private @Nullable Long version;

    protected ClusterStatusRow() {}

    ClusterStatusRow(ClusterId id, ClusterStatus status) {
        this.clusterId = id.value();
        change(status);
    }

    final void change(ClusterStatus status) {
        this.observedGeneration = status.observedGeneration().value();
        this.stage = status.stage().name();
        this.dataCenters = ClusterJson.write(status.dataCenters());
        this.conditions = ClusterJson.write(status.conditions());
    }

    String clusterId() {
        return Objects.requireNonNull(clusterId);
    }

    ClusterStatus toDomain() {
        return new ClusterStatus(
                new Generation(observedGeneration),
                ClusterStatus.Stage.valueOf(Objects.requireNonNull(stage)),
                ClusterJson.readDataCenterStatuses(Objects.requireNonNull(dataCenters)),
                ClusterJson.readConditions(Objects.requireNonNull(conditions)));
    }
}
