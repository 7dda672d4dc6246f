package io.kanesh.control.access.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Statements on {@code token}. */
interface TokenRows extends JpaRepository<TokenRow, String> {
    Optional<TokenRow> findBySecretHash(byte[] secretHash);

    List<TokenRow> findByIdGreaterThanOrderById(String after, Limit limit);

    List<TokenRow> findByProjectIdAndIdGreaterThanOrderById(String projectId, String after, Limit limit);

    List<TokenRow> findByName(String name);

    @Modifying
    @Query("DELETE FROM TokenRow t WHERE t.projectId = :projectId")
    void deleteOfProject(String projectId);

    @Modifying
    @Query("UPDATE TokenRow t SET t.lastUsedAt = :at WHERE t.id = :id")
    void used(String id, Instant at);
}
