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

    /** Stronger than {@link #lock}: whoever would refer to the row waits too. */
    @NativeQuery("SELECT * FROM organization WHERE id = :id FOR UPDATE")
    Optional<OrganizationRow> lockWhole(String id);

    Optional<OrganizationRow> findByName(String name);

    /** People who came through a provider that no other organization has, and who have no role elsewhere. */
    @Modifying
    @NativeQuery(
            "DELETE FROM person p WHERE p.issuer = (SELECT i.issuer FROM identity_provider i WHERE i.organization_id = :id)"
                    + " AND NOT EXISTS (SELECT 1 FROM identity_provider o WHERE o.issuer = p.issuer AND o.organization_id <> :id)"
                    + " AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.principal_id = p.id"
                    + " AND g.organization_id IS DISTINCT FROM :id)")
    int deletePeopleOfNobodyElse(String id);

    /** By SQL: what is in it goes by the database's own cascades. */
    @Modifying
    @NativeQuery("DELETE FROM organization WHERE id = :id")
    int remove(String id);

    List<OrganizationRow> findByIdGreaterThanOrderById(String after, Limit limit);

    List<OrganizationRow> findByIdInAndIdGreaterThanOrderById(Collection<String> ids, String after, Limit limit);

    /** By a part of name or id, those whose name begins so first. A scan: organizations are few. */
    @Query("SELECT o FROM OrganizationRow o WHERE (:everywhere = true OR o.id IN :organizations)"
            + " AND (locate(:text, o.name) > 0 OR locate(:text, o.id) > 0)"
            + " ORDER BY CASE WHEN locate(:text, o.name) = 1 THEN 0 ELSE 1 END, o.name, o.id")
    List<OrganizationRow> called(String text, boolean everywhere, Collection<String> organizations, Limit limit);
}
