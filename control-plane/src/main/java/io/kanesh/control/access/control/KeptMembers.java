package io.kanesh.control.access.control;

import io.kanesh.control.access.Member;
import io.kanesh.control.access.Members;
import io.kanesh.control.access.Person;
import io.kanesh.control.access.Place;
import io.kanesh.control.access.Role;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Roles of people and service accounts, kept. Changes in one organization wait for each other. */
@Component
@Transactional
class KeptMembers implements Members {
    private final MemberStore store;
    private final PersonStore people;
    private final OrganizationStore organizations;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    KeptMembers(
            MemberStore store,
            PersonStore people,
            OrganizationStore organizations,
            IdSource ids,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.people = people;
        this.organizations = organizations;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Member> list(Place place, @Nullable String search, Page.Request page) {
        return Page.of(store.list(place, search, page), page, Member::id);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Member> find(Place place, String id) {
        return store.find(place, id);
    }

    @Override
    public Answer<Member> invite(Place place, String email, Set<Role> roles) {
        if (organizations.lock(place.organization()).isEmpty()) {
            return Answer.refused(KeptOrganizations.notFound(place.organization()));
        }
        Person person = people.findMember(place.organization(), email)
                .or(() -> people.findInvited(place.organization(), email))
                .orElseGet(() -> invited(place.organization(), email));
        String id = person.id().value();
        if (store.find(place, id).isPresent()) {
            return Answer.refused(
                    Problem.of("member-already", Kind.CONFLICT, email + " is a member already, as " + id + ".")
                            .withField("email")
                            .withHint("PATCH the member to change roles."));
        }
        return give(place, id, roles);
    }

    private Person invited(OrganizationId organization, String email) {
        var person = new Person(
                new PersonId(ids.next(PersonId.PREFIX)), null, null, email, email, organization, clock.instant());
        people.add(person);
        return person;
    }

    @Override
    public Answer<Member> assign(Place place, String id, Set<Role> roles) {
        if (organizations.lock(place.organization()).isEmpty()) {
            return Answer.refused(KeptOrganizations.notFound(place.organization()));
        }
        boolean belongs = store.find(place, id).isPresent()
                || store.find(new Place(place.organization(), null), id).isPresent();
        if (!belongs) {
            return Answer.refused(notThere(place, id));
        }
        if (place.level() == io.kanesh.control.access.Level.ORGANIZATION
                && !roles.contains(Role.OWNER)
                && isLastOwner(place.organization(), id)) {
            return Answer.refused(lastOwner(place));
        }
        return give(place, id, roles);
    }

    private Answer<Member> give(Place place, String id, Set<Role> roles) {
        for (Role role : roles) {
            if (!role.fits(place.level())) {
                return Answer.refused(Problem.invalid(
                        "roles",
                        "role-level-wrong",
                        "The role " + role + " is of an organization.",
                        "Give another role here."));
            }
        }
        Member before = store.find(place, id).orElse(null);
        store.assign(place, id, EnumSet.copyOf(roles));
        Member after = store.find(place, id).orElseThrow();
        changed(
                place,
                before,
                after,
                "RolesChanged",
                id + " has now " + roles.stream().map(Role::name).sorted().collect(Collectors.joining(", ")) + " in "
                        + place.words() + ".");
        return Answer.of(after);
    }

    @Override
    public Answer<Member> remove(Place place, String id) {
        if (organizations.lock(place.organization()).isEmpty()) {
            return Answer.refused(KeptOrganizations.notFound(place.organization()));
        }
        Optional<Member> member = store.find(place, id);
        if (member.isEmpty()) {
            return Answer.refused(notThere(place, id));
        }
        if (place.project() != null) {
            store.assign(place, id, Set.of());
        } else if (isLastOwner(place.organization(), id)) {
            return Answer.refused(lastOwner(place));
        } else {
            store.removeEverywhere(place.organization(), id);
        }
        changed(place, member.get(), null, "MemberRemoved", id + " has no role any more in " + place.words() + ".");
        return Answer.of(member.get());
    }

    /** Whether the organization would be without an owner but for this one. */
    boolean isLastOwner(OrganizationId organization, String id) {
        return store.find(new Place(organization, null), id)
                        .filter(member -> member.roles().contains(Role.OWNER))
                        .isPresent()
                && !store.hasOtherOwner(organization, id);
    }

    static Problem lastOwner(Place place) {
        return Problem.of("last-owner", Kind.CONFLICT, "Nobody else owns " + place.words() + ".")
                .withHint("Make somebody else an owner first.");
    }

    private static Problem notThere(Place place, String id) {
        return Problem.of(
                "member-not-found", Kind.NOT_FOUND, "There is no member " + id + " in " + place.words() + ".");
    }

    private void changed(Place place, @Nullable Member before, @Nullable Member after, String reason, String message) {
        String id = Objects.requireNonNull(after == null ? before : after).id();
        events.publishEvent(new ResourceChanged("member", id, place.project(), null, reason, message)
                .in(place.organization())
                .from(before, after));
    }
}
