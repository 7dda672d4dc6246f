package io.kanesh.control.activity.store;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Queries on {@code event}. */
interface EventRepository extends JpaRepository<EventRow, Long> {

    List<EventRow> findByProjectIdAndClusterIdAndSequenceLessThanOrderBySequenceDesc(
            String projectId, String clusterId, long before, Limit limit);

    List<EventRow> findBySequenceGreaterThanOrderBySequence(long sequence, Limit limit);

    @Query("select coalesce(max(e.sequence), 0) from EventRow e")
    long newest();

    @Modifying
    @Query("delete from EventRow e where e.at < :time")
    int deleteBefore(Instant time);
}
