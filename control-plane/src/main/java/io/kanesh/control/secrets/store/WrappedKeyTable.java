package io.kanesh.control.secrets.store;

import io.kanesh.control.secrets.control.WrappedKeyStore;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.WrappedKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code installation_key}. */
@Component
class WrappedKeyTable implements WrappedKeyStore {
    private final JdbcClient jdbc;

    WrappedKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<WrappedKey> find() {
        return jdbc.sql("SELECT master_key, master_key_version, wrapped FROM installation_key")
                .query((row, i) -> new WrappedKey(
                        KeyReference.parse(row.getString("master_key")),
                        row.getString("master_key_version"),
                        row.getBytes("wrapped")))
                .optional();
    }

    @Override
    public void add(WrappedKey key, Instant at) {
        of(
                        "INSERT INTO installation_key (only_one, master_key, master_key_version, wrapped, wrapped_at)"
                                + " VALUES (true, :key, :version, :wrapped, :at) ON CONFLICT DO NOTHING",
                        key,
                        at)
                .update();
    }

    @Override
    public void replace(WrappedKey before, WrappedKey after, Instant at) {
        of(
                        "UPDATE installation_key SET master_key = :key, master_key_version = :version,"
                                + " wrapped = :wrapped, wrapped_at = :at WHERE wrapped = :before",
                        after,
                        at)
                .param("before", before.blob())
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, WrappedKey key, Instant at) {
        return jdbc.sql(sql)
                .param("key", key.key().uri())
                .param("version", key.keyVersion())
                .param("wrapped", key.blob())
                .param("at", at.atOffset(ZoneOffset.UTC));
    }
}
