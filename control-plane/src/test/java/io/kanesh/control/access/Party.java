package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.shared.IdSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An organization with a project, a token and an operation, to be somebody's own or somebody else's.
 *
 * @param resources id by the name of the path variable that holds it
 */
public record Party(Api owner, Map<String, String> resources) {

    public static Party make(Api owner, IdSource ids, JdbcClient database) {
        String name = "o" + ids.next("x").substring(12).toLowerCase(Locale.ROOT);
        String organization = id(owner.post("/api/v1/organizations", "{\"name\":\"" + name + "\"}"));
        String project = id(owner.post(
                "/api/v1/projects", "{\"name\":\"" + name + "\",\"organizationId\":\"" + organization + "\"}"));
        String token = id(owner.post(
                "/api/v1/tokens", "{\"name\":\"idle\",\"role\":\"VIEWER\",\"projectId\":\"" + project + "\"}"));
        String operation = ids.next("op");
        database.sql("INSERT INTO run (id, runbook, subject_type, subject_id, project_id, parent_round, requested_by,"
                        + " input, state, undo_to, round, fence, wakes, percent, created_at, ended_at)"
                        + " VALUES (:id, 'create-cluster', 'cluster', :subject, :project, 0, 'test', '{}', 'SUCCEEDED',"
                        + " -1, 0, 0, 0, 100, now(), now())")
                .param("id", operation)
                .param("subject", ids.next("cl"))
                .param("project", project)
                .update();
        return new Party(
                owner,
                Map.of("organization", organization, "project", project, "token", token, "operation", operation));
    }

    public String organization() {
        return resources.get("organization");
    }

    public String project() {
        return resources.get("project");
    }

    /** Somebody with this role in our project. */
    public Api inProject(Role role) {
        return token(role, "projectId", project());
    }

    /** Somebody with this role in our organization. */
    public Api inOrganization(Role role) {
        return token(role, "organizationId", organization());
    }

    private Api token(Role role, String where, String id) {
        var made = owner.post(
                "/api/v1/tokens", "{\"name\":\"t\",\"role\":\"" + role + "\",\"" + where + "\":\"" + id + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return owner.as(made.at("secret"));
    }

    private static String id(Api.Reply made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.at("id");
    }
}
