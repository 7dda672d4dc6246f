package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.shared.IdSource;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Members of organizations and projects, and service accounts, over HTTP. */
@ControlPlaneTest
class MemberApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    private Api owner;
    private Party party;
    private String organization;
    private String project;

    @BeforeEach
    void connect() {
        owner = Api.owner(port);
        party = Party.make(owner, ids, database);
        organization = "/api/v1/organizations/" + party.organization();
        project = "/api/v1/projects/" + party.project();
    }

    private String account(String name) {
        Reply made = owner.post(organization + "/service-accounts", "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.at("id");
    }

    private Api tokenOf(String account, String more) {
        Reply made =
                owner.post(organization + "/service-accounts/" + account + "/tokens", "{\"name\":\"ci\"" + more + "}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return owner.as(made.at("secret"));
    }

    @Test
    void aServiceAccountMayDoWhatItsRolesSayFromTheNextRequestOn() {
        String account = account("robot");
        Api robot = tokenOf(account, "");
        assertThat(robot.get(organization).status()).isEqualTo(200);
        assertThat(robot.get(project).status()).isEqualTo(404);

        Reply added = owner.post(
                project + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"VIEWER\",\"DEVELOPER\"]}");
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(robot.get(project).status()).isEqualTo(200);
        assertThat(robot.post(project + "/clusters", "{}").status()).isEqualTo(403);

        String member = added.header("Location");
        assertThat(owner.patch(member, "{\"roles\":[\"OPERATOR\"]}").status()).isEqualTo(200);
        assertThat(robot.post(project + "/clusters", "{}").status()).isEqualTo(422);

        assertThat(owner.delete(member).status()).isEqualTo(204);
        assertThat(robot.get(project).status()).isEqualTo(404);
        assertThat(owner.delete(organization + "/service-accounts/" + account).status())
                .isEqualTo(204);
        assertThat(robot.get("/api/v1/me").at("code")).isEqualTo("token-unknown");
    }

    @Test
    void leavingTheOrganizationEndsTheRolesInItsProjects() {
        String account = account("leaver");
        Api leaver = tokenOf(account, "");
        owner.post(project + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"OWNER\"]}");
        assertThat(leaver.get(project).status()).isEqualTo(200);
        assertThat(owner.delete(organization + "/members/" + account).status()).isEqualTo(204);
        assertThat(leaver.get(project).status()).isEqualTo(404);
        assertThat(leaver.get(organization).status()).isEqualTo(404);
    }

    @Test
    void theLastOwnerStaysAlsoWhenTwoLeaveAtOnce() {
        String first = account("first");
        String second = account("second");
        for (String account : new String[] {first, second}) {
            assertThat(owner.patch(organization + "/members/" + account, "{\"roles\":[\"OWNER\"]}")
                            .status())
                    .isEqualTo(200);
        }
        var leaving = Stream.of(first, second)
                .map(account -> CompletableFuture.supplyAsync(() -> owner.delete(organization + "/members/" + account)))
                .toList();
        assertThat(leaving.stream().map(CompletableFuture::join).map(Reply::status))
                .containsExactlyInAnyOrder(204, 409);
        String left =
                owner.get(organization + "/members").body().at("/items/0/id").asString();
        var lowered = owner.patch(organization + "/members/" + left, "{\"roles\":[\"VIEWER\"]}");
        assertThat(lowered.at("code")).isEqualTo("last-owner");
        assertThat(owner.delete(organization + "/service-accounts/" + left).at("code"))
                .isEqualTo("last-owner");
    }

    @Test
    void aPersonIsInvitedByAddressOnce() {
        Reply invited = owner.post(organization + "/members", "{\"email\":\"ada@example.org\",\"roles\":[\"MEMBER\"]}");
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        assertThat(invited.at("kind")).isEqualTo("PERSON");
        var again = owner.post(organization + "/members", "{\"email\":\"Ada@example.org\",\"roles\":[\"OWNER\"]}");
        assertThat(again.at("code")).isEqualTo("member-already");
        var inProject = owner.post(project + "/members", "{\"email\":\"ada@example.org\",\"roles\":[\"OPERATOR\"]}");
        assertThat(inProject.at("id")).isEqualTo(invited.at("id"));
    }

    @Test
    void whatIsWrongIsRefusedWithItsField() {
        var none = owner.post(organization + "/members", "{\"roles\":[\"MEMBER\"]}");
        assertThat(none.status()).isEqualTo(422);
        var address = owner.post(organization + "/members", "{\"email\":\"a b\",\"roles\":[\"MEMBER\"]}");
        assertThat(address.at("field")).isEqualTo("email");
        var empty = owner.post(organization + "/members", "{\"email\":\"a@b.c\",\"roles\":[]}");
        assertThat(empty.at("field")).isEqualTo("roles");
        var level = owner.post(project + "/members", "{\"email\":\"a@b.c\",\"roles\":[\"MEMBER\"]}");
        assertThat(level.at("code")).isEqualTo("role-level-wrong");
        String foreign = Party.make(owner, ids, database).organization();
        Reply theirs = owner.post("/api/v1/organizations/" + foreign + "/service-accounts", "{\"name\":\"theirs\"}");
        var stranger =
                owner.post(project + "/members", "{\"memberId\":\"" + theirs.at("id") + "\",\"roles\":[\"OWNER\"]}");
        assertThat(stranger.at("code")).isEqualTo("member-not-found");
        assertThat(owner.get(organization + "/service-accounts/" + theirs.at("id"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aScopedTokenOfAnAccountDoesNoMoreThanItsScopes() {
        String account = account("narrow");
        owner.post(project + "/members", "{\"memberId\":\"" + account + "\",\"roles\":[\"OWNER\"]}");
        Api narrow = tokenOf(account, ",\"scopes\":[\"CONNECT\"],\"expiresAt\":\"2999-01-01T00:00:00Z\"");
        assertThat(narrow.get(project).status()).isEqualTo(200);
        assertThat(narrow.post(project + "/clusters", "{}").at("code")).isEqualTo("scope-missing");
        assertThat(narrow.get("/api/v1/me").body().at("/scopes/0").asString()).isEqualTo("CONNECT");
    }

    @Test
    void listsAreNarrowedByWhatIsLookedFor() {
        String needle = account("needle-in-the-hay");
        account("something-else");
        owner.post(project + "/members", "{\"email\":\"Grace.Needle@example.org\",\"roles\":[\"VIEWER\"]}");
        tokenOf(needle, "");
        assertThat(owner.post(
                                "/api/v1/tokens",
                                "{\"name\":\"Needle Token\",\"role\":\"VIEWER\",\"projectId\":\"" + party.project()
                                        + "\"}")
                        .status())
                .isEqualTo(201);

        assertThat(ids(organization + "/service-accounts?search=NEEDLE")).containsExactly(needle);
        assertThat(ids(organization + "/members?search=needle")).containsExactly(needle);
        assertThat(ids(organization + "/members?search=100%25")).isEmpty();
        assertThat(ids(project + "/members?search=grace.n")).hasSize(1);
        assertThat(ids(project + "/members?search=nobody")).isEmpty();
        assertThat(ids("/api/v1/tokens?serviceAccountId=" + needle)).hasSize(1);
        assertThat(ids("/api/v1/tokens?search=needle%20t&projectId=" + party.project()))
                .hasSize(1);
        assertThat(ids("/api/v1/tokens?search=needle%20t&serviceAccountId=" + needle))
                .isEmpty();
        Api admin = party.inProject(Role.OWNER);
        String foreign = Party.make(owner, ids, database).project();
        assertThat(admin.get("/api/v1/tokens?projectId=" + foreign).body().path("items"))
                .isEmpty();
        assertThat(owner.get("/api/v1/tokens?projectId=nonsense").status()).isEqualTo(400);
    }

    private java.util.List<String> ids(String path) {
        Reply page = owner.get(path);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
