package io.kanesh.control.cluster.store;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Queries of {@link ProofRow}. Ids of operations rise with time. */
interface ProofRows extends JpaRepository<ProofRow, String> {

    List<ProofRow> findByProjectIdAndClusterIdOrderByOperationIdDesc(String projectId, String clusterId, Limit limit);

    List<ProofRow> findByProjectIdAndClusterIdAndOperationIdLessThanOrderByOperationIdDesc(
            String projectId, String clusterId, String before, Limit limit);

    Optional<ProofRow> findByProjectIdAndClusterIdAndOperationId(
            String projectId, String clusterId, String operationId);
}
