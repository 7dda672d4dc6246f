package io.kanesh.control.activity.store;

import io.kanesh.control.activity.Event;
import io.kanesh.control.shared.ResourceChanged;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code event}; written once. */
@Entity
@Table(name = "event")
class EventRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long sequence;

    private Instant at = Instant.EPOCH;
    private String type = "";
    private String resourceId = "";
    private @Nullable String projectId;
    private @Nullable String clusterId;
    private String reason = "";
    private String message = "";

    protected EventRow() {}

    EventRow(ResourceChanged change, Instant at) {
        var project = change.project();
        this.at = at;
        this.type = change.type();
        this.resourceId = change.id();
        this.projectId = project == null ? null : project.value();
        this.clusterId = change.clusterId();
        this.reason = change.reason();
        this.message = change.message();
    }

    Event toDomain() {
        long number = sequence == null ? 0 : sequence;
        return new Event(number, at, type, resourceId, projectId, clusterId, reason, message);
    }
}
