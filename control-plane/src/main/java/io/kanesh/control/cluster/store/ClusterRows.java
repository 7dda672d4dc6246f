package io.kanesh.control.cluster.store;

import java.util.Collection;
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

    /** By a part of name or id, those whose name begins so first. A scan: an installation has thousands of clusters at most. */
    @Query("SELECT c.id AS id, c.name AS name, c.projectId AS projectId FROM ClusterRow c"
            + " WHERE (:everywhere = true OR c.projectId IN :projects)"
            + " AND (locate(:text, c.name) > 0 OR locate(:text, c.id) > 0)"
            + " ORDER BY CASE WHEN locate(:text, c.name) = 1 THEN 0 ELSE 1 END, c.name, c.id")
    List<Named> called(String text, boolean everywhere, Collection<String> projects, Limit limit);

    /** What a search shows of a cluster. */
    interface Named {
        String getId();

        String getName();

        String getProjectId();
    }
}
