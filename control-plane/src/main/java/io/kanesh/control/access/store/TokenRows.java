package io.kanesh.control.access.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Statements on {@code token}. */
interface TokenRows extends JpaRepository<TokenRow, String> {
    /** @param project empty for any; so are account and search */
    @Query("SELECT t FROM TokenRow t WHERE t.id > :after"
            + " AND (:everywhere = true OR t.projectId IN :projects OR t.organizationId IN :organizations)"
            + " AND (:project = '' OR t.projectId = :project) AND (:account = '' OR t.accountId = :account)"
            + " AND locate(lower(:search), lower(t.name)) > 0 ORDER BY t.id")
    List<TokenRow> within(
            boolean everywhere,
            Collection<String> projects,
            Collection<String> organizations,
            String project,
            String account,
            String search,
            String after,
            Limit limit);

    List<TokenRow> findByName(String name);

    List<TokenRow> findByProjectIdOrderById(String projectId);

    List<TokenRow> findByAccountIdOrderById(String accountId);

    @Modifying
    @Query("UPDATE TokenRow t SET t.lastUsedAt = :at WHERE t.id = :id")
    void used(String id, Instant at);
}
