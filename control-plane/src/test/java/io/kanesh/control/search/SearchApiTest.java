package io.kanesh.control.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.access.Party;
import io.kanesh.control.access.Role;
import io.kanesh.control.cluster.rest.FurnishedClusters;
import io.kanesh.control.cluster.rest.FurnishedClusters.Furnished;
import io.kanesh.control.shared.IdSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The search over HTTP: what is called so, and what of it one may see. */
@ControlPlaneTest
class SearchApiTest {
    private static final Set<String> IN_PROJECTS = Set.of("CLUSTER", "KEY", "NODE", "OPERATION", "PROJECT");

    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ApplicationContext context;

    private Api owner;
    private Party own;
    private Furnished cluster;

    @BeforeEach
    void furnish() {
        owner = Api.owner(port);
        own = Party.make(owner, ids, database);
        cluster = new FurnishedClusters(context).cluster(own.project(), "");
    }

    private Reply search(Api caller, String q) {
        return caller.get("/api/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        var found = new ArrayList<String>();
        reply.body().path("items").forEach(one -> found.add(one.path("id").asString()));
        return found;
    }

    private String key(String project, String name) {
        String uri = "kanesh-local://local-1/of-" + name;
        Reply made = owner.post(
                "/api/v1/projects/" + project + "/keys", "{\"name\":\"" + name + "\",\"uri\":\"" + uri + "\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.at("id");
    }

    /** A word that nothing else has in its name. */
    private String word() {
        return "w" + ids.next("x").substring(14);
    }

    @Test
    void everyRoleFindsWhatItsListsShowAndNothingOfOthers() {
        String key = key(own.project(), word());
        var everything = List.of(
                cluster.cluster().value(),
                key,
                own.project(),
                own.organization(),
                cluster.id(0),
                own.resources().get("operation"));
        Party foreign = Party.make(owner, ids, database);
        for (Role role : List.of(Role.OWNER, Role.OPERATOR, Role.KEY_ADMINISTRATOR, Role.DEVELOPER, Role.VIEWER)) {
            assertThat(types(own.inProject(role), everything))
                    .as(role + " of the project")
                    .isEqualTo(IN_PROJECTS);
            assertThat(types(foreign.inProject(role), everything))
                    .as(role + " of another")
                    .isEmpty();
        }
        var all = new TreeSet<>(IN_PROJECTS);
        all.add("ORGANIZATION");
        assertThat(types(own.inOrganization(Role.OWNER), everything)).isEqualTo(all);
        assertThat(types(own.inOrganization(Role.MEMBER), everything)).isEqualTo(Set.of("ORGANIZATION"));
        assertThat(types(foreign.inOrganization(Role.OWNER), everything)).isEmpty();
        assertThat(types(owner.role("VIEWER"), everything)).isEqualTo(all);
        assertThat(search(owner.as(""), key).status()).isEqualTo(401);
    }

    /** What the caller finds of these, by their ids. */
    private Set<String> types(Api caller, List<String> wanted) {
        var types = new TreeSet<String>();
        for (String id : wanted) {
            Reply reply = search(caller, id);
            assertThat(ids(reply)).isSubsetOf(id);
            reply.body().path("items").forEach(one -> types.add(one.path("type").asString()));
        }
        return types;
    }

    @Test
    void anyPartOfANameOrIdIsEnoughAndEveryCharacterStandsForItself() {
        String word = word();
        String key = key(own.project(), "my-" + word);
        assertThat(ids(search(owner, word))).containsExactly(key);
        assertThat(ids(search(owner, "  Y-" + word.toUpperCase(Locale.ROOT) + " ")))
                .containsExactly(key);
        assertThat(ids(search(owner, "local-1/of-my-" + word))).containsExactly(key);
        assertThat(ids(search(owner, key.substring(6)))).containsExactly(key);
        String operation = own.resources().get("operation");
        assertThat(ids(search(own.inProject(Role.VIEWER), operation.substring(9))))
                .containsExactly(operation);
        assertThat(ids(search(owner, operation.substring(9)))).containsExactly(operation);
        for (String wildcard : List.of("%" + word, "my_" + word, "my-" + word + "%", "my\\-" + word, "%", "'")) {
            assertThat(ids(search(owner, wildcard))).as(wildcard).isEmpty();
        }
        var node = search(owner, cluster.id(1).substring(3).toUpperCase(Locale.ROOT))
                .body()
                .path("items")
                .path(0);
        assertThat(node.path("type").asString()).isEqualTo("NODE");
        assertThat(node.path("name").asString()).isEqualTo("127.9.9.1");
        assertThat(node.path("projectId").asString()).isEqualTo(own.project());
        assertThat(node.path("clusterId").asString())
                .isEqualTo(cluster.cluster().value());
    }

    @Test
    void theAnswerIsBoundedAndBeginsWithWhatIsCalledExactlySo() {
        String word = word();
        String longer = key(own.project(), word + "-2");
        String late = key(own.project(), "a-" + word);
        String exact = owner.post(
                        "/api/v1/projects",
                        "{\"name\":\"" + word + "\",\"organizationId\":\"" + own.organization() + "\"}")
                .at("id");
        Reply whole = search(owner, word);
        assertThat(ids(whole)).containsExactly(exact, longer, late);
        assertThat(whole.body().path("truncated").asBoolean()).isFalse();
        Reply two = owner.get("/api/v1/search?pageSize=2&q=" + word);
        assertThat(ids(two)).containsExactly(exact, longer);
        assertThat(two.body().path("truncated").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeLookedForIsNamedAtItsField() {
        assertThat(owner.get("/api/v1/search").at("code")).isEqualTo("parameter-missing");
        for (String q : List.of("", "   ", "x".repeat(101), "a\0b", "a\nb")) {
            Reply refused = search(owner, q);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            assertThat(refused.at("field")).isEqualTo("q");
        }
        assertThat(ids(search(owner, "🐘".repeat(100)))).isEmpty();
        for (String size : List.of("0", "101", "-1")) {
            Reply refused = owner.get("/api/v1/search?q=x&pageSize=" + size);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            assertThat(refused.at("field")).isEqualTo("pageSize");
        }
        assertThat(owner.get("/api/v1/search?q=x&pageSize=many").status()).isEqualTo(400);
    }
}
