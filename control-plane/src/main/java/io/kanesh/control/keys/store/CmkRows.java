package io.kanesh.control.keys.store;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Queries of {@link CmkRow}. */
interface CmkRows extends JpaRepository<CmkRow, String> {

    List<CmkRow> findByProjectIdAndIdGreaterThanOrderById(String projectId, String after, Limit limit);

    List<CmkRow> findByProjectIdOrderById(String projectId);

    Optional<CmkRow> findByMadeFor(String madeFor);

    boolean existsByProjectIdAndName(String projectId, String name);

    boolean existsByUri(String uri);

    boolean existsByProjectIdAndUri(String projectId, String uri);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT k FROM CmkRow k WHERE k.id = :id")
    Optional<CmkRow> lock(String id);

    /** By a part of name, id or URI, those whose name begins so first. A scan: there are as many as clusters. */
    @Query("SELECT k.id AS id, k.name AS name, k.projectId AS projectId FROM CmkRow k"
            + " WHERE (:everywhere = true OR k.projectId IN :projects)"
            + " AND (locate(:text, k.name) > 0 OR locate(:text, k.id) > 0 OR locate(:text, lower(k.uri)) > 0)"
            + " ORDER BY CASE WHEN locate(:text, k.name) = 1 THEN 0 ELSE 1 END, k.name, k.id")
    List<Named> called(String text, boolean everywhere, Collection<String> projects, Limit limit);

    /** What a search shows of a key. */
    interface Named {
        String getId();

        String getName();

        String getProjectId();
    }
}
