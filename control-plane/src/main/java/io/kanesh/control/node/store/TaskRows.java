package io.kanesh.control.node.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The table {@code node_task}. */
interface TaskRows extends Repository<TaskRow, String> {
    String OPEN = " t.finishedAt IS NULL AND t.expiresAt > :now"
            + " AND (t.deliveredAt IS NULL OR t.deliveredAt < :deliveredBefore) ";

    TaskRow save(TaskRow row);

    Optional<TaskRow> findById(String id);

    Optional<TaskRow> findByIdAndNodeId(String id, String nodeId);

    Optional<TaskRow> findFirstByNodeIdAndQuestionAndFinishedAtIsNotNullOrderByIdDesc(String nodeId, String question);

    boolean existsByNodeIdAndQuestionAndFinishedAtIsNullAndExpiresAtAfter(String nodeId, String question, Instant now);

    @Query("SELECT t FROM TaskRow t WHERE t.nodeId = :node AND" + OPEN + "ORDER BY t.id")
    List<TaskRow> open(
            @Param("node") String node, @Param("deliveredBefore") Instant deliveredBefore, @Param("now") Instant now);

    @Query("SELECT DISTINCT t.nodeId FROM TaskRow t WHERE t.nodeId IN :nodes AND" + OPEN)
    List<String> nodesWithOpen(
            @Param("nodes") Collection<String> nodes,
            @Param("deliveredBefore") Instant deliveredBefore,
            @Param("now") Instant now);

    @Modifying
    @Query("DELETE FROM TaskRow t WHERE t.expiresAt < :moment")
    int deleteExpiredBefore(@Param("moment") Instant moment);

    @Modifying
    @Query("DELETE FROM TaskRow t WHERE t.nodeId = :node")
    int deleteOf(@Param("node") String node);
}
