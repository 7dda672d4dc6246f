package io.kanesh.control.access.store;

import io.kanesh.control.access.control.SessionStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.PersonId;
import io.kanesh.control.shared.Id.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code session}. */
@Component
class SessionTable implements SessionStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    SessionTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(byte[] secretHash, Session session) {
        var token = session.token();
        var person = session.person();
        var organization = session.organization();
        jdbc.sql(
                        "INSERT INTO session (secret_hash, token_id, person_id, organization_id, groups, created_at, expires_at)"
                                + " VALUES (:hash, :token, :person, :organization, :groups, :created, :expires)")
                .param("hash", secretHash)
                .param("token", token == null ? null : token.value())
                .param("person", person == null ? null : person.value())
                .param("organization", organization == null ? null : organization.value())
                .param("groups", json.writeValueAsString(session.groups()))
                .param("created", session.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", session.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<Session> find(byte[] secretHash, Instant now) {
        return jdbc.sql("SELECT * FROM session WHERE secret_hash = :hash AND expires_at > :now")
                .param("hash", secretHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, i) -> session(row))
                .optional();
    }

    @Override
    public void delete(byte[] secretHash) {
        jdbc.sql("DELETE FROM session WHERE secret_hash = :hash")
                .param("hash", secretHash)
                .update();
    }

    @Override
    public void deleteExpired(Instant now) {
        jdbc.sql("DELETE FROM session WHERE expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Session session(ResultSet row) throws SQLException {
        return new Session(
                Columns.id(row, "token_id", TokenId::new),
                Columns.id(row, "person_id", PersonId::new),
                Columns.id(row, "organization_id", OrganizationId::new),
                Set.of(json.readValue(row.getString("groups"), String[].class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
