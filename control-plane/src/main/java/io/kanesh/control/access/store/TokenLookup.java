package io.kanesh.control.access.store;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.Token;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one statement that every request with a token waits for: plain SQL, since an entity, its persistence context and its
 * queries cost more than the statement itself.
 */
@Component
class TokenLookup {
    private final JdbcClient jdbc;

    TokenLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Token> bySecret(byte[] hash, Instant now) {
        return jdbc.sql(
                        "SELECT id, name, role, organization_id, project_id, account_id, scopes, created_at, expires_at,"
                                + " last_used_at, previous_until, version FROM token"
                                + " WHERE secret_hash = ? OR (previous_hash = ? AND previous_until > ?)")
                .param(hash)
                .param(hash)
                .param(Timestamp.from(now))
                .query((row, i) -> token(row))
                .optional();
    }

    private static Token token(ResultSet row) throws SQLException {
        String scopes = row.getString("scopes");
        return new Token(
                new TokenId(row.getString("id")),
                row.getString("name"),
                new Grant(
                        Role.valueOf(row.getString("role")),
                        Columns.id(row, "organization_id", OrganizationId::new),
                        Columns.id(row, "project_id", ProjectId::new)),
                Columns.id(row, "account_id", ServiceAccountId::new),
                scopes == null ? null : TokenRow.scopes(scopes),
                row.getTimestamp("created_at").toInstant(),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "last_used_at"),
                Columns.instant(row, "previous_until"),
                row.getLong("version"));
    }
}
