package io.kanesh.control.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Projects over HTTP, and what a project's token may see. */
@ControlPlaneTest
class ProjectApiTest {
    private static final String PROJECTS = "/api/v1/projects";

    @LocalServerPort
    private int port;

    private Api owner;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
    }

    private Reply make(String name) {
        Reply made = owner.post(PROJECTS, "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    private static String unique() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void thereIsADefaultProject() {
        assertThat(owner.get(PROJECTS).text()).contains("\"default\"");
    }

    @Test
    void isMadeRenamedAndDeleted() {
        String name = unique();
        Reply made = make(name);
        String path = made.header("Location");
        assertThat(owner.get(path).at("name")).isEqualTo(name);

        String newName = unique();
        var renamed = owner.with("If-Match", made.header("ETag")).patch(path, "{\"name\":\"" + newName + "\"}");
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(renamed.at("name")).isEqualTo(newName);
        assertThat(renamed.header("ETag")).isNotEqualTo(made.header("ETag"));
        assertThat(owner.with("If-Match", made.header("ETag"))
                        .patch(path, "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(412);

        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).at("code")).isEqualTo("project-not-found");
    }

    @Test
    void aNameIsTakenOnce() {
        String name = unique();
        make(name);
        var second = owner.post(PROJECTS, "{\"name\":\"" + name + "\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("code")).isEqualTo("project-name-taken");
        assertThat(second.at("field")).isEqualTo("name");
        var other = make(unique());
        assertThat(owner.patch(other.header("Location"), "{\"name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aPatchIsAsStrictAsACreation() {
        String path = make(unique()).header("Location");
        assertThat(owner.patch(path, "{\"nam\":\"x\"}").at("code")).isEqualTo("unknown-field");
        assertThat(owner.patch(path, "{\"name\":7}").at("code")).isEqualTo("wrong-type");
        assertThat(owner.patch(path, "{\"name\":null}").status()).isEqualTo(422);
        assertThat(owner.patch(path, "{\"name\":\"Not A Name\"}").at("field")).isEqualTo("name");
        assertThat(owner.patch(path, "[1]").at("code")).isEqualTo("wrong-type");
        assertThat(owner.patch(path, "").at("code")).isEqualTo("body-missing");
        assertThat(owner.patch(path, "{").at("code")).isEqualTo("malformed-json");
        assertThat(owner.with("Content-Type", "application/merge-patch+json")
                        .patch(path, "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProjectsTokenSeesItsProjectOnlyAndEndsWithIt() {
        Reply mine = make(unique());
        Reply foreign = make(unique());
        var created = owner.post(
                "/api/v1/tokens", "{\"name\":\"mine\",\"role\":\"OWNER\",\"projectId\":\"" + mine.at("id") + "\"}");
        Api inside = owner.as(created.at("secret"));

        assertThat(inside.get(PROJECTS).body().path("items").size()).isEqualTo(1);
        assertThat(inside.get(mine.header("Location")).status()).isEqualTo(200);
        assertThat(inside.get(foreign.header("Location")).status()).isEqualTo(404);
        assertThat(inside.post(PROJECTS, "{\"name\":\"" + unique() + "\"}").status())
                .isEqualTo(403);
        assertThat(inside.post("/api/v1/tokens", "{\"name\":\"beyond\",\"role\":\"OWNER\"}")
                        .at("code"))
                .isEqualTo("token-beyond-own");

        assertThat(owner.delete(mine.header("Location")).status()).isEqualTo(204);
        assertThat(inside.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aTokenForAProjectThatIsNotThereIsRefused() {
        var refused = owner.post(
                "/api/v1/tokens",
                "{\"name\":\"x\",\"role\":\"VIEWER\",\"projectId\":\"prj_00000000000000000000000000\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("code")).isEqualTo("project-unknown");
        assertThat(refused.at("field")).isEqualTo("projectId");
    }
}
