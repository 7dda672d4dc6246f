package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.Proof;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** See V0550. Fields are null only between Hibernate's construction and its filling in. */
@Entity
@Table(name = "proof")
class ProofRow {
    @Id
    private @Nullable String operationId;

    private @Nullable String clusterId;
    private @Nullable String projectId;
    private @Nullable Instant createdAt;
    private boolean clean;
    private @Nullable String report;
    private @Nullable String signature;
    private @Nullable String certificatePem;

    // Boxed: null tells Spring Data that the row is new.
    @Version
    private @Nullable Long version;

    protected ProofRow() {}

    ProofRow(Proof proof) {
        this.operationId = proof.operation().value();
        this.clusterId = proof.cluster().value();
        this.projectId = proof.project().value();
        this.createdAt = proof.createdAt();
        this.clean = proof.clean();
        this.report = proof.report();
        this.signature = proof.signature();
        this.certificatePem = proof.certificatePem();
    }

    Proof toDomain() {
        return new Proof(
                new OperationId(Objects.requireNonNull(operationId)),
                new ClusterId(Objects.requireNonNull(clusterId)),
                new ProjectId(Objects.requireNonNull(projectId)),
                Objects.requireNonNull(createdAt),
                clean,
                Objects.requireNonNull(report),
                Objects.requireNonNull(signature),
                Objects.requireNonNull(certificatePem));
    }
}
