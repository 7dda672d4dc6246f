package io.kanesh.control.access.control;

import io.kanesh.control.access.Person;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import java.time.Instant;
import java.util.Optional;

/** Where people are kept. */
public interface PersonStore {
    void add(Person person);

    Optional<Person> find(PersonId id);

    Optional<Person> findBySubject(String issuer, String subject);

    /** One whom the organization invited by this address, and who has not signed in since. */
    Optional<Person> findInvited(OrganizationId organization, String email);

    /** The roles of the one are the other's from now on, and the one is gone. */
    void merge(Person invited, Person known);

    /** A person of the organization with this address. */
    Optional<Person> findMember(OrganizationId organization, String email);

    /** Signed in just now, as this. */
    void signedIn(Person person, Instant at);
}
