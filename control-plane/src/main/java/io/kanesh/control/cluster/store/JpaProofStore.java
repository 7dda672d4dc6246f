package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.Proof;
import io.kanesh.control.cluster.control.ProofStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Proofs in our own database. */
@Component
class JpaProofStore implements ProofStore {
    private final ProofRows rows;

    JpaProofStore(ProofRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public void keep(Proof proof) {
        if (!rows.existsById(proof.operation().value())) {
            rows.save(new ProofRow(proof));
        }
    }

    @Override
    @Transactional
    public void forget(OperationId operation) {
        rows.deleteById(operation.value());
    }

    @Override
    public List<Proof> of(ProjectId project, ClusterId cluster, @Nullable String before, int atMost) {
        var limit = Limit.of(atMost);
        var found = before == null
                ? rows.findByProjectIdAndClusterIdOrderByOperationIdDesc(project.value(), cluster.value(), limit)
                : rows.findByProjectIdAndClusterIdAndOperationIdLessThanOrderByOperationIdDesc(
                        project.value(), cluster.value(), before, limit);
        return found.stream().map(ProofRow::toDomain).toList();
    }

    @Override
    public Optional<Proof> find(ProjectId project, ClusterId cluster, OperationId operation) {
        return rows.findByProjectIdAndClusterIdAndOperationId(project.value(), cluster.value(), operation.value())
                .map(ProofRow::toDomain);
    }
}
