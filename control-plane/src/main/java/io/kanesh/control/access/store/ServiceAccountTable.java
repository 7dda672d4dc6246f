package io.kanesh.control.access.store;

import io.kanesh.control.access.ServiceAccount;
import io.kanesh.control.access.control.ServiceAccountStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code service_account}. */
@Component
class ServiceAccountTable implements ServiceAccountStore {
    private final JdbcClient jdbc;

    ServiceAccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ServiceAccount> add(ServiceAccount account) {
        int inserted = jdbc.sql("INSERT INTO service_account (id, organization_id, name, created_at)"
                        + " VALUES (:id, :organization, :name, :at) ON CONFLICT (organization_id, name) DO NOTHING")
                .param("id", account.id().value())
                .param("organization", account.organization().value())
                .param("name", account.name().value())
                .param("at", account.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        return inserted == 1 ? Optional.of(account) : Optional.empty();
    }

    @Override
    public Optional<ServiceAccount> find(ServiceAccountId id) {
        return jdbc.sql("SELECT * FROM service_account WHERE id = :id")
                .param("id", id.value())
                .query((row, i) -> account(row))
                .optional();
    }

    @Override
    public List<ServiceAccount> list(OrganizationId organization, @Nullable String search, Page.Request page) {
        return jdbc.sql("SELECT * FROM service_account WHERE organization_id = :organization AND id > :after"
                        + " AND strpos(lower(name), lower(:search)) > 0 ORDER BY id LIMIT :limit")
                .param("search", search == null ? "" : search)
                .param("organization", organization.value())
                .param("after", page.after() == null ? "" : page.after())
                .param("limit", page.size() + 1)
                .query((row, i) -> account(row))
                .list();
    }

    @Override
    public void delete(ServiceAccountId id) {
        jdbc.sql("DELETE FROM service_account WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    private static ServiceAccount account(ResultSet row) throws SQLException {
        return new ServiceAccount(
                new ServiceAccountId(row.getString("id")),
                new OrganizationId(row.getString("organization_id")),
                new ResourceName(row.getString("name")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
