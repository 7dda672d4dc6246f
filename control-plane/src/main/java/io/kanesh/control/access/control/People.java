package io.kanesh.control.access.control;

import io.kanesh.control.access.IdentityProvider;
import io.kanesh.control.access.Person;
import io.kanesh.control.shared.Id.PersonId;
import io.kanesh.control.shared.IdSource;
import io.kanesh.control.shared.ResourceChanged;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People, as providers vouch for them. A person is an issuer's subject; an address alone is nobody. */
@Component
@Transactional
class People {
    private final PersonStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    People(PersonStore store, IdSource ids, InstantSource clock, ApplicationEventPublisher events) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What a provider says of somebody.
     *
     * @param verified whether the provider has made sure of the address
     */
    record Claims(String subject, String email, boolean verified, String name) {}

    /** Somebody signs in at the console: known, invited, or new. */
    Person signIn(IdentityProvider provider, Claims claims) {
        Person person = known(provider, claims);
        store.signedIn(person, clock.instant());
        events.publishEvent(new ResourceChanged(
                        "session", person.id().value(), null, null, "SignedIn", person.name() + " signed in.")
                .in(provider.organization()));
        return person;
    }

    /** Somebody whose token a program shows: written down when first seen, and then only read. */
    Person bearer(IdentityProvider provider, Claims claims) {
        return store.findBySubject(provider.issuer(), claims.subject()).orElseGet(() -> {
            Person person = known(provider, claims);
            store.signedIn(person, clock.instant());
            return person;
        });
    }

    private Person known(IdentityProvider provider, Claims claims) {
        Optional<Person> known = store.findBySubject(provider.issuer(), claims.subject());
        Optional<Person> invited =
                claims.verified() ? store.findInvited(provider.organization(), claims.email()) : Optional.empty();
        if (known.isPresent() && invited.isPresent()) {
            store.merge(invited.get(), known.get());
        }
        var id = known.or(() -> invited).map(Person::id);
        var person = new Person(
                id.orElseGet(() -> new PersonId(ids.next(PersonId.PREFIX))),
                provider.issuer(),
                claims.subject(),
                claims.email(),
                claims.name(),
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (id.isEmpty()) {
            store.add(person);
        }
        return person;
    }
}
