package io.kanesh.control.access.control;

import io.kanesh.control.access.Organization;
import io.kanesh.control.access.Organizations;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.control.shared.ResourceName;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    KeptOrganizations(OrganizationStore store, IdSource ids, InstantSource clock, ApplicationEventPublisher events) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
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

    private void changed(@Nullable Organization before, Organization after, String reason, String message) {
        events.publishEvent(new ResourceChanged("organization", after.id().value(), null, null, reason, message)
                .in(after.id())
                .from(before, after));
    }

    static Problem notFound(OrganizationId id) {
        return Problem.of("organization-not-found", Kind.NOT_FOUND, "There is no organization " + id.value() + ".");
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
