package io.kanesh.control.cluster.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.cluster.control.MemoryFirstUserStore;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.runbook.testing.VirtualEngine;
import io.kanesh.control.shared.Id.NodeId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** The making of first users by nodes that answer late, say no, or are asked by somebody who dies in between. */
class FirstUserRequestsTest {
    private static final TaskResult DONE = new TaskResult(true, null, Map.of("outcome", "DONE"));

    private final ThreeRunning world = new ThreeRunning(new VirtualEngine(7));
    private final Cluster cluster = Samples.fresh();
    private final MemoryFirstUserStore store = new MemoryFirstUserStore();
    private final ToldUsers users = new ToldUsers();
    /** By the name of the question without the token, {@code app-nd_…}. */
    private final Map<String, TaskResult> answers = new HashMap<>();

    private final List<String> asked = new ArrayList<>();
    private final FirstUserRequests requests =
            new FirstUserRequests(asking(), store, users, TransactionOperations.withoutTransaction());

    @BeforeEach
    void twoUsers() {
        store.keep(cluster.id(), List.of(ToldUsers.user("app"), ToldUsers.user("report")));
    }

    @Test
    void all_are_asked_for_at_once_and_each_is_told_once_however_often_the_step_is_repeated() {
        assertThat(waitingFor()).isEqualTo(node(1) + " to make the user app; 1 more users wait");
        assertThat(asked).containsExactly("app-" + node(1), "report-" + node(1));

        answers.put("app-" + node(1), DONE);
        assertThat(waitingFor()).isEqualTo(node(1) + " to make the user report");
        assertThat(users.told).containsExactly("app DONE");

        // The process dies here; another one repeats the step.
        answers.put("report-" + node(1), DONE);
        assertThat(requests.make(cluster, context())).isInstanceOf(Outcome.Done.class);
        assertThat(requests.make(cluster, context())).isInstanceOf(Outcome.Done.class);
        assertThat(users.told).containsExactly("app DONE", "report DONE");
    }

    @Test
    void a_node_that_says_no_is_followed_by_the_next_and_asked_again() {
        store.settle(cluster.id(), "report");
        answers.put("app-" + node(1), new TaskResult(false, "too few replicas of the users answer", Map.of()));

        assertThat(waitingFor()).isEqualTo(node(2) + " to make the user app");
        assertThat(asked).containsExactly("app-" + node(1), "app-" + node(1) + " again", "app-" + node(2));

        answers.put("app-" + node(2), DONE);
        assertThat(requests.make(cluster, context())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void what_every_node_refuses_is_said() {
        var no = new TaskResult(false, "too few replicas of the users answer", Map.of());
        for (int i = 1; i <= 3; i++) {
            answers.put("app-" + node(i), no);
            answers.put("report-" + node(i), no);
        }
        assertThat(waitingFor())
                .isEqualTo("the user app to be made; " + node(3)
                        + " says: too few replicas of the users answer; 1 more users wait");
    }

    @Test
    void without_a_node_that_serves_it_says_so() {
        for (int i = 1; i <= 3; i++) {
            world.nodes.breakDown(ThreeRunning.node(i));
        }
        assertThat(waitingFor()).isEqualTo("the user app to be made; no node serves now; 1 more users wait");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_database_that_is_made_anew_gets_all_of_them() {
        answers.put("app-" + node(1), DONE);
        waitingFor();
        requests.startOver(cluster.id());

        assertThat(store.waiting(cluster.id())).hasSize(2);
    }

    private String waitingFor() {
        return requests.make(cluster, context())
                .match(done -> "nothing", Outcome.NotYet::waitingFor, refused -> "refused");
    }

    private static StepContext<String> context() {
        return new StepContext<>("", Samples.OPERATION, "token", 1, 1, Samples.NOON);
    }

    private static String node(int number) {
        return ThreeRunning.node(number).value();
    }

    /** The nodes, whose answers the test gives. */
    private Nodes asking() {
        return Nodes.class.cast(Proxy.newProxyInstance(
                Nodes.class.getClassLoader(),
                new Class<?>[] {Nodes.class},
                (it, method, given) -> method.getName().equals("ask")
                        ? answer((NodeId) given[0], (NodeQuestion) given[1])
                        : method.invoke(world.nodes, given)));
    }

    private Optional<TaskResult> answer(NodeId node, NodeQuestion question) {
        String name = question.name().substring("token-".length());
        assertThat(name).endsWith(node.value());
        asked.add(question.freshFor().compareTo(Duration.ofMinutes(1)) > 0 ? name : name + " again");
        return Optional.ofNullable(answers.get(name));
    }
}
