package io.kanesh.control.activity.control;

import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.activity.AuditEntry;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.ResourceChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes every change into the trail, in its own transaction. */
@Component
class AuditedChanges {
    private final AuditWriter writer;
    private final ProjectDirectory projects;

    AuditedChanges(AuditWriter writer, ProjectDirectory projects) {
        this.writer = writer;
        this.projects = projects;
    }

    @EventListener
    void on(ResourceChanged change) {
        Actor actor = Actor.current();
        if (actor.id() == null && isObservation(change)) {
            return;
        }
        var project = change.project();
        writer.write(new AuditEntry(
                "CHANGE",
                actor.id(),
                actor.name(),
                actor.roles(),
                actor.address(),
                actor.requestId(),
                null,
                null,
                null,
                null,
                "DONE",
                null,
                null,
                change.type(),
                change.id(),
                project == null ? null : project.value(),
                organization(change),
                change.clusterId(),
                change.reason(),
                change.message(),
                change.before(),
                change.after()));
    }

    /** What nodes report, and the steps of runs, are in the events; that a run began and how it ended is in the trail too. */
    private static boolean isObservation(ResourceChanged change) {
        return change.type().equals("node")
                || (change.type().equals("operation") && !change.reason().startsWith("Operation"));
    }

    private @Nullable String organization(ResourceChanged change) {
        OrganizationId whose = change.organization();
        if (whose == null && change.project() != null) {
            whose = projects.organizationOf(change.project()).orElse(null);
        }
        return whose == null ? null : whose.value();
    }
}
