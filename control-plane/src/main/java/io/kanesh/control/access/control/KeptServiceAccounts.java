package io.kanesh.control.access.control;

import io.kanesh.control.access.Place;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.ServiceAccount;
import io.kanesh.control.access.ServiceAccounts;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Service accounts, kept. */
@Component
@Transactional
class KeptServiceAccounts implements ServiceAccounts {
    private final ServiceAccountStore store;
    private final MemberStore roles;
    private final KeptMembers members;
    private final KeptTokens tokens;
    private final OrganizationStore organizations;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    KeptServiceAccounts(
            ServiceAccountStore store,
            MemberStore roles,
            KeptMembers members,
            KeptTokens tokens,
            OrganizationStore organizations,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.roles = roles;
        this.members = members;
        this.tokens = tokens;
        this.organizations = organizations;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Answer<ServiceAccount> create(OrganizationId organization, ResourceName name) {
        if (organizations.lock(organization).isEmpty()) {
            return Answer.refused(KeptOrganizations.notFound(organization));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var wanted =
                new ServiceAccount(new ServiceAccountId(ids.next(ServiceAccountId.PREFIX)), organization, name, now);
        Optional<ServiceAccount> made = store.add(wanted);
        if (made.isEmpty()) {
            return Answer.refused(Problem.of(
                            "service-account-name-taken",
                            Kind.CONFLICT,
                            "The organization has a service account '" + name.value() + "' already.")
                    .withField("name")
                    .withHint("Use that one, or choose another name."));
        }
        roles.assign(new Place(organization, null), wanted.id().value(), Set.of(Role.MEMBER));
        changed(null, wanted, "ServiceAccountCreated", "Service account " + name.value() + " was created.");
        return Answer.of(wanted);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ServiceAccount> find(OrganizationId organization, ServiceAccountId id) {
        return store.find(id).filter(account -> account.organization().equals(organization));
    }

    @Override
    @Transactional(readOnly = true)
    public Page<ServiceAccount> list(OrganizationId organization, @Nullable String search, Page.Request page) {
        return Page.of(
                store.list(organization, search, page),
                page,
                account -> account.id().value());
    }

    @Override
    public Answer<ServiceAccount> delete(OrganizationId organization, ServiceAccountId id) {
        organizations.lock(organization);
        Optional<ServiceAccount> found = find(organization, id);
        if (found.isEmpty()) {
            return Answer.refused(Problem.of(
                    "service-account-not-found", Kind.NOT_FOUND, "There is no service account " + id.value() + "."));
        }
        if (members.isLastOwner(organization, id.value())) {
            return Answer.refused(KeptMembers.lastOwner(new Place(organization, null)));
        }
        tokens.revokeOf(id);
        roles.removeEverywhere(organization, id.value());
        store.delete(id);
        changed(
                found.get(),
                null,
                "ServiceAccountDeleted",
                "Service account " + found.get().name().value() + " was deleted, and its tokens with it.");
        return Answer.of(found.get());
    }

    private void changed(
            @Nullable ServiceAccount before, @Nullable ServiceAccount after, String reason, String message) {
        ServiceAccount account = after == null ? Objects.requireNonNull(before) : after;
        events.publishEvent(new ResourceChanged("service-account", account.id().value(), null, null, reason, message)
                .in(account.organization())
                .from(before, after));
    }
}
