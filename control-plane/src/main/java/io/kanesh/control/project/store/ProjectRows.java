package io.kanesh.control.project.store;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** Statements on {@code project}. */
interface ProjectRows extends JpaRepository<ProjectRow, String> {
    /** By SQL, so that a name that was taken, or an organization that went, a moment ago is an answer and not a broken transaction. */
    @Modifying
    @NativeQuery("INSERT INTO project (id, organization_id, name, created_at, version)"
            + " SELECT :id, o.id, :name, :createdAt, 0 FROM organization o WHERE o.id = :organizationId FOR KEY SHARE"
            + " ON CONFLICT (organization_id, name) DO NOTHING")
    int insert(String id, String organizationId, String name, Instant createdAt);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT p FROM ProjectRow p WHERE p.id = :id")
    Optional<ProjectRow> lock(String id);

    Optional<ProjectRow> findByOrganizationIdAndName(String organizationId, String name);

    @Query("SELECT p.id FROM ProjectRow p WHERE p.organizationId = :organizationId")
    List<String> idsOfOrganization(String organizationId);

    List<ProjectRow> findByIdGreaterThanOrderById(String after, Limit limit);

    List<ProjectRow> findByIdInAndIdGreaterThanOrderById(Collection<String> ids, String after, Limit limit);

    /** By a part of name or id, those whose name begins so first. A scan: an installation has thousands of projects at most. */
    @Query("SELECT p FROM ProjectRow p WHERE (:everywhere = true OR p.id IN :projects)"
            + " AND (locate(:text, p.name) > 0 OR locate(:text, p.id) > 0)"
            + " ORDER BY CASE WHEN locate(:text, p.name) = 1 THEN 0 ELSE 1 END, p.name, p.id")
    List<ProjectRow> called(String text, boolean everywhere, Collection<String> projects, Limit limit);
}
