package io.kanesh.control.access.store;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Member;
import io.kanesh.control.access.Place;
import io.kanesh.control.access.Role;
import io.kanesh.control.access.control.MemberStore;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code role_grant}, by SQL: it is sets that are read and written. */
@Component
class GrantTable implements MemberStore {
    private static final String MEMBERS = """
            SELECT g.principal_id AS id, string_agg(g.role, ',') AS roles, p.email, coalesce(p.name, s.name) AS name
              FROM role_grant g
              LEFT JOIN person p ON p.id = g.principal_id
              LEFT JOIN service_account s ON s.id = g.principal_id
             WHERE g.organization_id IS NOT DISTINCT FROM :organization AND g.project_id IS NOT DISTINCT FROM :project
            """;
    private static final String SEARCHED =
            " AND strpos(lower(concat_ws(' ', p.email, p.name, s.name)), lower(:search)) > 0";
    private static final String GROUPED = " GROUP BY g.principal_id, p.email, p.name, s.name ORDER BY g.principal_id";

    private final JdbcClient jdbc;

    GrantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Grant> grantsOf(String principal) {
        return jdbc.sql("SELECT role, organization_id, project_id FROM role_grant WHERE principal_id = :principal")
                .param("principal", principal)
                .query((row, i) -> grant(row))
                .set();
    }

    @Override
    public List<Member> list(Place place, @Nullable String search, Page.Request page) {
        return at(place, MEMBERS + " AND g.principal_id > :after" + SEARCHED + GROUPED + " LIMIT :limit")
                .param("search", search == null ? "" : search)
                .param("after", page.after() == null ? "" : page.after())
                .param("limit", page.size() + 1)
                .query((row, i) -> member(row))
                .list();
    }

    @Override
    public Optional<Member> find(Place place, String principal) {
        return at(place, MEMBERS + " AND g.principal_id = :principal" + GROUPED)
                .param("principal", principal)
                .query((row, i) -> member(row))
                .optional();
    }

    @Override
    public void assign(Place place, String principal, Set<Role> roles) {
        at(place, """
                DELETE FROM role_grant WHERE principal_id = :principal
                   AND organization_id IS NOT DISTINCT FROM :organization AND project_id IS NOT DISTINCT FROM :project
                """).param("principal", principal).update();
        for (Role role : roles) {
            at(
                            place,
                            "INSERT INTO role_grant (principal_id, role, organization_id, project_id)"
                                    + " VALUES (:principal, :role, :organization, :project)")
                    .param("principal", principal)
                    .param("role", role.name())
                    .update();
        }
    }

    @Override
    public void removeEverywhere(OrganizationId organization, String principal) {
        jdbc.sql("""
                        DELETE FROM role_grant WHERE principal_id = :principal AND (organization_id = :organization
                            OR project_id IN (SELECT id FROM project WHERE organization_id = :organization))
                        """)
                .param("principal", principal)
                .param("organization", organization.value())
                .update();
    }

    @Override
    public boolean hasOtherOwner(OrganizationId organization, String principal) {
        return jdbc.sql("SELECT count(*) FROM role_grant WHERE organization_id = :organization AND role = 'OWNER'"
                                + " AND principal_id <> :principal")
                        .param("organization", organization.value())
                        .param("principal", principal)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private JdbcClient.StatementSpec at(Place place, String sql) {
        var project = place.project();
        @Nullable String organization = project == null ? place.organization().value() : null;
        return jdbc.sql(sql)
                .param("organization", organization, java.sql.Types.VARCHAR)
                .param("project", project == null ? null : project.value(), java.sql.Types.VARCHAR);
    }

    private static Grant grant(ResultSet row) throws SQLException {
        String organization = row.getString("organization_id");
        String project = row.getString("project_id");
        return new Grant(
                Role.valueOf(row.getString("role")),
                organization == null ? null : new OrganizationId(organization),
                project == null ? null : new ProjectId(project));
    }

    private static Member member(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Member(
                id,
                id.startsWith("sa_") ? Member.Kind.SERVICE_ACCOUNT : Member.Kind.PERSON,
                row.getString("name"),
                row.getString("email"),
                Arrays.stream(row.getString("roles").split(","))
                        .map(Role::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
