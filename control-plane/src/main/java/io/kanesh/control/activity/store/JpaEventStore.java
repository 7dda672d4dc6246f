package io.kanesh.control.activity.store;

import io.kanesh.control.activity.Event;
import io.kanesh.control.activity.control.EventStore;
import io.kanesh.control.shared.ResourceChanged;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Events in PostgreSQL. */
@Component
class JpaEventStore implements EventStore {
    private final EventRepository repository;

    JpaEventStore(EventRepository repository) {
        this.repository = repository;
    }

    @Override
    @Transactional
    public void add(ResourceChanged change, Instant at) {
        repository.save(new EventRow(change, at));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Event> ofCluster(String projectId, String clusterId, long before, int limit) {
        return repository
                .findByProjectIdAndClusterIdAndSequenceLessThanOrderBySequenceDesc(
                        projectId, clusterId, before, Limit.of(limit))
                .stream()
                .map(EventRow::toDomain)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Event> after(long sequence, int limit) {
        return repository.findBySequenceGreaterThanOrderBySequence(sequence, Limit.of(limit)).stream()
                .map(EventRow::toDomain)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public long newest() {
        return repository.newest();
    }

    @Override
    @Transactional
    public int forgetBefore(Instant time) {
        return repository.deleteBefore(time);
    }
}
