package io.kanesh.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.Api;
import io.kanesh.control.Api.Reply;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.Golden;
import io.kanesh.control.shared.IdSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every operation of the OpenAPI document, tried with every role on one's own project and on somebody else's: allowed is what
 * {@link OperationTable} and {@link Role} say, and what is not one's own does not exist. Writes docs/access.md.
 */
@ControlPlaneTest
class EveryRoleTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Set<String> CONTAINERS = Set.of("project", "organization");
    /**
     * For operations whose body, not their path, says where: what to send, {@code %1} being the project and {@code %2} the
     * organization.
     */
    private static final Map<String, String> BODIES = Map.of(
            "createToken", "{\"name\":\"made\",\"role\":\"VIEWER\",\"projectId\":\"%1$s\"}",
            "createProject", "{\"name\":\"p%3$d\",\"organizationId\":\"%2$s\"}");

    @LocalServerPort
    private int port;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient database;

    private int made;

    /** One operation of the document. */
    private record Op(String id, String method, String path, boolean streams) {
        List<String> variables() {
            return VARIABLE.matcher(path).results().map(hit -> hit.group(1)).toList();
        }
    }

    /** A role at the level where it is granted. */
    private record Seat(Role role, Level level) {
        @Override
        public String toString() {
            return (level == Level.ORGANIZATION && role == Role.OWNER
                            ? "organization owner"
                            : level == Level.PROJECT && role == Role.OWNER
                                    ? "project owner"
                                    : role == Role.MEMBER ? "organization member" : role.name())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', ' ');
        }
    }

    private static List<Seat> seats() {
        return List.of(
                new Seat(Role.OWNER, Level.ORGANIZATION),
                new Seat(Role.MEMBER, Level.ORGANIZATION),
                new Seat(Role.OWNER, Level.PROJECT),
                new Seat(Role.OPERATOR, Level.PROJECT),
                new Seat(Role.KEY_ADMINISTRATOR, Level.PROJECT),
                new Seat(Role.DEVELOPER, Level.PROJECT),
                new Seat(Role.VIEWER, Level.PROJECT));
    }

    private List<Op> operations() {
        var found = new ArrayList<Op>();
        Api.owner(port)
                .get("/api/v1/openapi.json")
                .body()
                .path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> found.add(new Op(
                        operation.path("operationId").asString(),
                        method.toUpperCase(Locale.ROOT),
                        path,
                        operation.at("/responses/200/content").has("text/event-stream")))));
        return found;
    }

    @Test
    void everyOperationIsInTheTableAndNothingElseIs() {
        var documented = new TreeMap<String, String>();
        operations().forEach(op -> documented.put(op.id(), op.method() + " " + op.path()));
        var missing = new TreeMap<>(documented);
        missing.keySet().removeAll(OperationTable.all().keySet());
        assertThat(missing)
                .as(
                        "operations that nobody may do: enter each in access.OperationTable with the permission that it needs")
                .isEmpty();
        var stale = new TreeSet<>(OperationTable.all().keySet());
        stale.removeAll(documented.keySet());
        assertThat(stale)
                .as("lines of access.OperationTable without an operation")
                .isEmpty();
    }

    @Test
    void everyRoleMayDoWhatTheTableSaysAndNothingElse() {
        Api owner = Api.owner(port);
        Party own = Party.make(owner, ids, database);
        Party foreign = Party.make(owner, ids, database);
        Map<Seat, Api> callers = new LinkedHashMap<>();
        seats().forEach(seat -> callers.put(
                seat, seat.level() == Level.PROJECT ? own.inProject(seat.role()) : own.inOrganization(seat.role())));
        var wrong = new ArrayList<String>();
        for (Op op : operations()) {
            Permission needed = OperationTable.need(op.id()).orElse(Permission.ANYBODY);
            if (needed != Permission.ANYBODY) {
                expect(wrong, op, "nobody", send(op, owner.as(""), own), List.of(401));
            }
            for (var caller : op.streams() ? Map.<Seat, Api>of().entrySet() : callers.entrySet()) {
                Seat seat = caller.getKey();
                Reply reply = send(op, caller.getValue(), own);
                if (!isRefused(reply) != mayDo(seat, needed)) {
                    wrong.add(op.id() + " by " + seat + ", which may " + (mayDo(seat, needed) ? "" : "not ")
                            + "do it, was answered " + reply);
                }
                if (isRefused(reply) && seesContainer(seat, op)) {
                    expect(wrong, op, seat + " who sees it", reply, List.of(403));
                }
                if (isSomebodys(op)) {
                    expect(wrong, op, seat + " of another project", send(op, caller.getValue(), foreign), List.of(404));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void expect(List<String> wrong, Op op, String who, Reply reply, List<Integer> right) {
        if (!right.contains(reply.status())) {
            wrong.add(op.id() + " by " + who + " was answered " + reply + ", not " + right);
        }
    }

    private static boolean mayDo(Seat seat, Permission needed) {
        return needed.level() == Level.CALLER || seat.role().has(needed, seat.level());
    }

    private static boolean isRefused(Reply reply) {
        return reply.status() == 401
                || reply.status() == 403
                || (reply.status() == 404
                        && Set.of(
                                        "project-not-found",
                                        "organization-not-found",
                                        "token-not-found",
                                        "operation-not-found")
                                .contains(reply.at("code")));
    }

    private static boolean seesContainer(Seat seat, Op op) {
        return (op.variables().contains("project") && seat.role() != Role.MEMBER)
                || (op.variables().contains("organization") && seat.level() == Level.ORGANIZATION);
    }

    /** Whether its path or body names something that belongs to somebody. */
    private static boolean isSomebodys(Op op) {
        return BODIES.containsKey(op.id())
                || op.variables().stream()
                        .anyMatch(variable -> CONTAINERS.contains(variable)
                                || variable.equals("token")
                                || variable.equals("operation"));
    }

    /** Changes nothing when it is let through: no version 999, no body where one is needed, nothing at unused ids. */
    private Reply send(Op op, Api caller, Party whose) {
        String path = VARIABLE.matcher(op.path())
                .replaceAll(hit ->
                        Matcher.quoteReplacement(whose.resources().getOrDefault(hit.group(1), unused(hit.group(1)))));
        String body = BODIES.containsKey(op.id())
                ? String.format(Locale.ROOT, BODIES.get(op.id()), whose.project(), whose.organization(), ++made)
                : op.method().equals("GET") ? null : "{}";
        return caller.with("If-Match", "\"999\"").send(op.method(), path, body);
    }

    private String unused(String variable) {
        return switch (variable) {
            case "cluster" -> ids.next("cl");
            case "node" -> ids.next("nd");
            case "key" -> ids.next("key");
            default -> "nothing";
        };
    }

    @Test
    void theDocumentIsFresh() throws Exception {
        var text = new StringBuilder("""
                # Who may do what

                Generated from `access.OperationTable` and `access.Role` by `EveryRoleTest`, which tries every cell. A role is granted
                in a project, in an organization (and so in each of its projects) or in the whole installation; the columns show a
                project's roles granted in that project. Somebody else's project or organization answers 404, as if it were not there.
                A token's scopes are permissions of this table and narrow its role.

                """);
        text.append("| Operation | Permission |");
        seats().forEach(seat -> text.append(' ').append(seat).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(seats().size())).append('\n');
        var ops = new ArrayList<>(operations());
        ops.sort(java.util.Comparator.comparing(
                        (Op op) -> OperationTable.need(op.id()).orElse(Permission.ANYBODY))
                .thenComparing(Op::path)
                .thenComparing(Op::method));
        for (Op op : ops) {
            Permission needed = OperationTable.need(op.id()).orElseThrow();
            text.append("| `")
                    .append(op.method())
                    .append(' ')
                    .append(op.path().replace("/api/v1", ""))
                    .append("` | ")
                    .append(needed)
                    .append(" |");
            seats().forEach(seat -> text.append(mayDo(seat, needed) ? " ✓ |" : "  |"));
            text.append('\n');
        }
        Golden.assertFresh(Path.of("../docs/access.md"), text.toString());
    }
}
