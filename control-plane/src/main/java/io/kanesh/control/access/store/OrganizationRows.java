package io.kanesh.control.access.store;

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

/** Statements on {@code organization}. */
interface OrganizationRows extends JpaRepository<OrganizationRow, String> {
    /** By SQL, so that a name that was taken a moment ago is an answer and not a broken transaction. */
    @Modifying
    @NativeQuery("INSERT INTO organization (id, name, created_at, version) VALUES (:id, :name, :createdAt, 0)"
            + " ON CONFLICT (name) DO NOTHING")
    int insert(String id, String name, Instant createdAt);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT o FROM OrganizationRow o WHERE o.id = :id")
    Optional<OrganizationRow> lock(String id);

    Optional<OrganizationRow> findByName(String name);

    List<OrganizationRow> findByIdGreaterThanOrderById(String after, Limit limit);

    List<OrganizationRow> findByIdInAndIdGreaterThanOrderById(Collection<String> ids, String after, Limit limit);
}
