package io.kanesh.control.access.control;

import io.kanesh.control.access.Organization;
import io.kanesh.control.access.Organizations;
import io.kanesh.control.access.ProjectDirectory;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Organizations, kept; each change is one transaction with its event. */
@Component
@Transactional
class KeptOrganizations implements Organizations {
    private final OrganizationStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final ProjectDirectory projects;

    KeptOrganizations(
            OrganizationStore store,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events,
            ObjectProvider<ProjectDirectory> projects) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.projects = new LateProjects(projects);
    }

    @Override
    public Answer<Organization> create(ResourceName name) {
        // The database keeps microseconds; an answer must not have more than the next reading.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted = new Organization(new OrganizationId(ids.next(OrganizationId.PREFIX)), name, now, 0);
        return store.add(wanted)
                .map(made -> {
                    changed(null, made, "OrganizationCreated", "Organization " + name.value() + " was created.");
                    return Answer.of(made);
                })
                .orElseGet(() -> Answer.refused(nameTaken(name)));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Organization> find(OrganizationId id) {
        return store.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Organization> list(@Nullable Set<OrganizationId> only, Page.Request page) {
        return Page.of(
                store.list(only, page), page, organization -> organization.id().value());
    }

    @Override
    public Answer<Organization> rename(OrganizationId id, ResourceName name) {
        Optional<Organization> found = store.lock(id);
        if (found.isEmpty()) {
            return Answer.refused(notFound(id));
        }
        if (found.get().name().equals(name)) {
            return Answer.of(found.get());
        }
        if (store.findByName(name).isPresent()) {
            return Answer.refused(nameTaken(name));
        }
        Organization renamed = store.rename(id, name);
        changed(
                found.get(),
                renamed,
                "OrganizationRenamed",
                "Organization " + found.get().name().value() + " is now called " + name.value() + ".");
        return Answer.of(renamed);
    }

    @Override
    public Answer<Organization> delete(OrganizationId id) {
        Optional<Organization> found = store.lockWhole(id);
        if (found.isEmpty()) {
            return Answer.refused(notFound(id));
        }
        if (id.equals(OrganizationId.DEFAULT)) {
            return Answer.refused(isTheFirst(found.get()));
        }
        // Nobody adds one meanwhile: a new project waits for the lock, and finds no organization then.
        Set<ProjectId> left = projects.projectsOf(id);
        if (!left.isEmpty()) {
            return Answer.refused(notEmpty(found.get(), left));
        }
        store.delete(id);
        changed(
                found.get(),
                null,
                "OrganizationDeleted",
                "Organization " + found.get().name().value()
                        + " was deleted, and its members, service accounts and tokens with it.");
        return Answer.of(found.get());
    }

    private void changed(@Nullable Organization before, @Nullable Organization after, String reason, String message) {
        OrganizationId id =
                Objects.requireNonNull(after == null ? before : after).id();
        events.publishEvent(new ResourceChanged("organization", id.value(), null, null, reason, message)
                .in(id)
                .from(before, after));
    }

    static Problem notFound(OrganizationId id) {
        return Problem.of("organization-not-found", Kind.NOT_FOUND, "There is no organization " + id.value() + ".");
    }

    private static Problem isTheFirst(Organization organization) {
        return Problem.of(
                        "organization-is-the-first",
                        Kind.CONFLICT,
                        "Organization '" + organization.name().value()
                                + "' is the one that the installation began with; what names no organization belongs to it.")
                .withHint("Delete its projects if you do not need them; the organization itself stays.");
    }

    private static Problem notEmpty(Organization organization, Set<ProjectId> left) {
        return Problem.of(
                        "organization-not-empty",
                        Kind.CONFLICT,
                        "Organization '" + organization.name().value() + "' has projects: "
                                + left.stream()
                                        .map(ProjectId::value)
                                        .sorted()
                                        .limit(5)
                                        .collect(Collectors.joining(", "))
                                + (left.size() > 5 ? " and " + (left.size() - 5) + " more." : "."))
                .withHint("Delete the projects first, each with DELETE /api/v1/projects/{project}.");
    }

    private static Problem nameTaken(ResourceName name) {
        return Problem.of(
                        "organization-name-taken",
                        Kind.CONFLICT,
                        "There is an organization '" + name.value() + "' already.")
                .withField("name")
                .withHint("Choose another name.");
    }
}
