package io.kanesh.control.cluster.store;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Queries of {@link ClusterRow}. */
interface ClusterRows extends JpaRepository<ClusterRow, String> {

    List<ClusterRow> findByProjectIdAndIdGreaterThanOrderById(String projectId, String after, Limit limit);

    boolean existsByProjectIdAndName(String projectId, String name);

    boolean existsByProjectId(String projectId);

    @Query("select row.id from ClusterRow row order by row.id")
    List<String> ids();
}
