package io.kanesh.control.access.store;

import io.kanesh.control.access.Person;
import io.kanesh.control.access.control.PersonStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code person}. */
@Component
class PersonTable implements PersonStore {
    private static final String SELECT = "SELECT p.* FROM person p WHERE ";

    private final JdbcClient jdbc;

    PersonTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Person person) {
        jdbc.sql("INSERT INTO person (id, issuer, subject, email, name, invited_by, created_at)"
                        + " VALUES (:id, :issuer, :subject, :email, :name, :invitedBy, :at) ON CONFLICT DO NOTHING")
                .param("id", person.id().value())
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("email", person.email())
                .param("name", person.name())
                .param("invitedBy", invitedBy(person))
                .param("at", utc(person.createdAt()))
                .update();
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return jdbc.sql(SELECT + "p.id = :id")
                .param("id", id.value())
                .query((row, i) -> person(row))
                .optional();
    }

    @Override
    public Optional<Person> findBySubject(String issuer, String subject) {
        return jdbc.sql(SELECT + "p.issuer = :issuer AND p.subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, i) -> person(row))
                .optional();
    }

    @Override
    public Optional<Person> findInvited(OrganizationId organization, String email) {
        return jdbc.sql(SELECT + "p.invited_by = :organization AND lower(p.email) = lower(:email)")
                .param("organization", organization.value())
                .param("email", email)
                .query((row, i) -> person(row))
                .optional();
    }

    @Override
    public void merge(Person invited, Person known) {
        jdbc.sql("INSERT INTO role_grant (principal_id, role, organization_id, project_id)"
                        + " SELECT :known, role, organization_id, project_id FROM role_grant WHERE principal_id = :invited"
                        + " ON CONFLICT DO NOTHING")
                .param("known", known.id().value())
                .param("invited", invited.id().value())
                .update();
        for (String gone : List.of(
                "DELETE FROM role_grant WHERE principal_id = :invited", "DELETE FROM person WHERE id = :invited")) {
            jdbc.sql(gone).param("invited", invited.id().value()).update();
        }
    }

    @Override
    public Optional<Person> findMember(OrganizationId organization, String email) {
        return jdbc.sql(SELECT + "lower(p.email) = lower(:email) AND EXISTS (SELECT 1 FROM role_grant g"
                        + " WHERE g.principal_id = p.id AND g.organization_id = :organization) ORDER BY p.id LIMIT 1")
                .param("email", email)
                .param("organization", organization.value())
                .query((row, i) -> person(row))
                .optional();
    }

    @Override
    public void signedIn(Person person, Instant at) {
        jdbc.sql("UPDATE person SET issuer = :issuer, subject = :subject, email = :email, name = :name,"
                        + " invited_by = NULL, last_sign_in_at = :at WHERE id = :id")
                .param("id", person.id().value())
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("email", person.email())
                .param("name", person.name())
                .param("at", utc(at))
                .update();
    }

    private static @Nullable String invitedBy(Person person) {
        var organization = person.invitedBy();
        return organization == null ? null : organization.value();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Person person(ResultSet row) throws SQLException {
        String invitedBy = row.getString("invited_by");
        return new Person(
                new PersonId(row.getString("id")),
                row.getString("issuer"),
                row.getString("subject"),
                row.getString("email"),
                row.getString("name"),
                invitedBy == null ? null : new OrganizationId(invitedBy),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
