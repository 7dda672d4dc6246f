package io.kanesh.control.project.control;

import io.kanesh.control.access.Organizations;
import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.project.Project;
import io.kanesh.control.project.ProjectInUse;
import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.control.shared.ResourceName;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Projects, kept; each change is one transaction with its event. */
@Component
@Transactional
class KeptProjects implements Projects, ProjectDirectory {
    private final ProjectStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<ProjectInUse> uses;
    private final Organizations organizations;
    /** A project never moves and an id is never used again, so what was true once stays true. */
    private final Map<ProjectId, OrganizationId> homes = new ConcurrentHashMap<>();

    KeptProjects(
            ProjectStore store,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events,
            ObjectProvider<ProjectInUse> uses,
            Organizations organizations) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.uses = uses;
        this.organizations = organizations;
    }

    @Override
    public Answer<Project> create(OrganizationId organization, ResourceName name) {
        // The database keeps microseconds; an answer must not have more than the next reading.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted = new Project(new ProjectId(ids.next(ProjectId.PREFIX)), organization, name, now, 0);
        return store.add(wanted)
                .map(project -> {
                    changed(null, project, "ProjectCreated", "Project " + name.value() + " was created.");
                    return Answer.of(project);
                })
                .orElseGet(() -> Answer.refused(
                        organizations.find(organization).isPresent()
                                ? nameTaken(name)
                                : organizationUnknown(organization)));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Project> find(ProjectId id) {
        return store.find(id);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<OrganizationId> organizationOf(ProjectId id) {
        OrganizationId known = homes.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var home = store.find(id).map(Project::organization);
        home.ifPresent(organization -> homes.put(id, organization));
        return home;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ProjectId> projectsOf(OrganizationId organization) {
        return Set.copyOf(store.ofOrganization(organization));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean exists(ProjectId id) {
        return store.find(id).isPresent();
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Project> list(@Nullable Set<ProjectId> only, Page.Request page) {
        return Page.of(store.list(only, page), page, project -> project.id().value());
    }

    @Override
    public Answer<Project> rename(ProjectId id, ResourceName name) {
        Optional<Project> found = store.lock(id);
        if (found.isEmpty()) {
            return Answer.refused(notFound(id));
        }
        if (found.get().name().equals(name)) {
            return Answer.of(found.get());
        }
        if (store.findByName(found.get().organization(), name).isPresent()) {
            return Answer.refused(nameTaken(name));
        }
        Project renamed = store.rename(id, name);
        changed(
                found.get(),
                renamed,
                "ProjectRenamed",
                "Project " + found.get().name().value() + " is now called " + name.value() + ".");
        return Answer.of(renamed);
    }

    @Override
    public Answer<Project> delete(ProjectId id) {
        Optional<Project> found = store.lock(id);
        if (found.isEmpty()) {
            return Answer.refused(notFound(id));
        }
        List<Problem> reasons = uses.orderedStream()
                .flatMap(use -> use.reasonToKeep(id).stream())
                .toList();
        if (!reasons.isEmpty()) {
            return Answer.refused(reasons);
        }
        store.delete(id);
        changed(
                found.get(),
                null,
                "ProjectDeleted",
                "Project " + found.get().name().value() + " was deleted, and its tokens with it.");
        return Answer.of(found.get());
    }

    private void changed(@Nullable Project before, @Nullable Project after, String reason, String message) {
        Project project = Objects.requireNonNull(after == null ? before : after);
        events.publishEvent(new ResourceChanged("project", project.id().value(), project.id(), null, reason, message)
                .in(project.organization())
                .from(before, after));
    }

    private static Problem notFound(ProjectId id) {
        return Problem.of("project-not-found", Kind.NOT_FOUND, "There is no project " + id.value() + ".");
    }

    private static Problem organizationUnknown(OrganizationId id) {
        return Problem.invalid(
                "organizationId",
                "organization-unknown",
                "There is no organization " + id.value() + ".",
                "GET /api/v1/organizations lists them.");
    }

    private static Problem nameTaken(ResourceName name) {
        return Problem.of("project-name-taken", Kind.CONFLICT, "There is a project '" + name.value() + "' already.")
                .withField("name")
                .withHint("Use that one, or choose another name.");
    }
}
