package io.kanesh.control.keys.store;

import jakarta.persistence.LockModeType;
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
}
