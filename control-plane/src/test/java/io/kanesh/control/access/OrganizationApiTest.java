package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.IdSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How an organization ends, and what ends with it. */
@ControlPlaneTest
class OrganizationApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    private Reply made(String path, String body) {
        Reply reply = owner.post(path, body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply;
    }

    private Reply organization() {
        String name = "o" + ids.next("x").substring(12).toLowerCase(Locale.ROOT);
        return made("/api/v1/organizations", "{\"name\":\"" + name + "\"}");
    }

    private Reply project(String organization) {
        return owner.post("/api/v1/projects", "{\"name\":\"p\",\"organizationId\":\"" + organization + "\"}");
    }

    @Test
    void whatIsOnlyInItEndsWithIt() {
        Reply organization = organization();
        String path = organization.header("Location");
        String id = organization.at("id");
        made(path + "/members", "{\"email\":\"invited@example.org\",\"roles\":[\"OWNER\"]}");
        String account =
                made(path + "/service-accounts", "{\"name\":\"robot\"}").at("id");
        Api robot = owner.as(made(path + "/service-accounts/" + account + "/tokens", "{\"name\":\"t\"}")
                .at("secret"));
        Api itsOwner =
                owner.as(made("/api/v1/tokens", "{\"name\":\"t\",\"role\":\"OWNER\",\"organizationId\":\"" + id + "\"}")
                        .at("secret"));
        assertThat(robot.get(path).status()).isEqualTo(200);
        assertThat(robot.delete(path).status()).isEqualTo(403);
        plantSomebodyOfItsProvider(id);

        // Its last owner may end it, though not leave it.
        assertThat(itsOwner.delete(path).status()).isEqualTo(204);

        assertThat(owner.get(path).at("code")).isEqualTo("organization-not-found");
        assertThat(robot.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(itsOwner.get("/api/v1/me").status()).isEqualTo(401);
        for (var table : Map.of(
                        "role_grant", "organization_id",
                        "service_account", "organization_id",
                        "token", "organization_id",
                        "session", "organization_id",
                        "identity_provider", "organization_id",
                        "person", "invited_by")
                .entrySet()) {
            assertThat(count(table.getKey() + " WHERE " + table.getValue() + " = '" + id + "'"))
                    .as(table.getKey())
                    .isZero();
        }
        assertThat(count("person WHERE id = 'usr_" + id + "'")).isZero();
        assertThat(count("token WHERE account_id = '" + account + "'")).isZero();
        assertThat(made("/api/v1/organizations", "{\"name\":\"" + organization.at("name") + "\"}")
                        .at("id"))
                .isNotEqualTo(id);
        await("the trail tells of it")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> owner.get("/api/v1/audit-events?action=deleteOrganization&pageSize=200")
                        .text()
                        .contains(id));
    }

    /** As a sign-in leaves it behind: the provider itself need not be there for this. */
    private void plantSomebodyOfItsProvider(String organization) {
        database.sql(
                        "INSERT INTO identity_provider (organization_id, issuer, client_id, audience, groups_claim, group_roles, version)"
                                + " VALUES (:id, 'https://' || :id, 'c', 'c', 'groups', '[]', 0)")
                .param("id", organization)
                .update();
        database.sql("INSERT INTO person (id, issuer, subject, email, name, created_at)"
                        + " VALUES ('usr_' || :id, 'https://' || :id, 's', 'a@b.c', 'A', now())")
                .param("id", organization)
                .update();
        database.sql("INSERT INTO session (secret_hash, person_id, organization_id, created_at, expires_at)"
                        + " VALUES (sha256(:id::bytea), 'usr_' || :id, :id, now(), now() + interval '1 hour')")
                .param("id", organization)
                .update();
    }

    private long count(String where) {
        return database.sql("SELECT count(*) FROM " + where).query(Long.class).single();
    }

    @Test
    void itStaysAsLongAsItHasAProject() {
        Reply organization = organization();
        Reply project = project(organization.at("id"));
        assertThat(project.status()).isEqualTo(201);
        Reply refused = owner.delete(organization.header("Location"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("organization-not-empty");
        assertThat(refused.at("detail")).contains(project.at("id"));
        assertThat(owner.delete(project.header("Location")).status()).isEqualTo(204);
        assertThat(owner.with("If-Match", "\"7\"")
                        .delete(organization.header("Location"))
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("If-Match", organization.header("ETag"))
                        .delete(organization.header("Location"))
                        .status())
                .isEqualTo(204);
        assertThat(project(organization.at("id")).at("code")).isEqualTo("organization-unknown");
    }

    @Test
    void theOneThatAnInstallationBeginsWithStays() {
        Reply refused = owner.delete("/api/v1/organizations/" + OrganizationId.DEFAULT.value());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("code")).isEqualTo("organization-is-the-first");
    }

    @Test
    void aProjectIsNeverLeftWithoutIt() {
        for (int round = 0; round < 8; round++) {
            Reply organization = organization();
            var ending = CompletableFuture.supplyAsync(() -> owner.delete(organization.header("Location")));
            Reply project = project(organization.at("id"));
            Reply ended = ending.join();
            if (ended.status() == 204) {
                assertThat(project.at("code")).as(project.toString()).isEqualTo("organization-unknown");
            } else {
                assertThat(ended.at("code")).as(ended.toString()).isEqualTo("organization-not-empty");
                assertThat(project.status()).as(project.toString()).isEqualTo(201);
            }
        }
    }
}
