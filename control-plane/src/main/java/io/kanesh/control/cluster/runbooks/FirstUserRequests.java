package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.cluster.FirstUsers;
import io.kanesh.control.cluster.control.FirstUserStore;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.runbook.Outcome;
import io.kanesh.control.runbook.StepContext;
import io.kanesh.control.shared.Id.ClusterId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has a database make the users that its cluster is created with, by whichever of its nodes does it. Made twice by different nodes
 * a user is the same, because its hash is.
 */
@Component
class FirstUserRequests {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    /** Longer than the step may take. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Nodes nodes;
    private final FirstUserStore store;
    private final FirstUsers users;
    private final TransactionOperations transaction;

    FirstUserRequests(Nodes nodes, FirstUserStore store, FirstUsers users, TransactionOperations transaction) {
        this.nodes = nodes;
        this.store = store;
        this.users = users;
        this.transaction = transaction;
    }

    /** One user after the other; done when the database has dealt with each. */
    Outcome make(Cluster cluster, StepContext<?> context) {
        List<FirstUser> waiting = store.waiting(cluster.id());
        List<Node> serving =
                nodes.ofCluster(cluster.id()).stream().filter(Node::isServing).toList();
        for (int i = 0; i < waiting.size(); i++) {
            Outcome outcome = make(cluster, waiting.get(i), serving, context);
            if (outcome instanceof Outcome.NotYet notYet) {
                int others = waiting.size() - i - 1;
                return Outcome.notYet(
                        LOOK_AGAIN, notYet.waitingFor() + (others == 0 ? "" : "; " + others + " more after it"));
            }
        }
        return Outcome.done(waiting.isEmpty() ? "no user is left to make" : waiting.size() + " users");
    }

    /** A node that said no is asked again at the next look, and meanwhile the next one is asked. */
    private Outcome make(Cluster cluster, FirstUser user, List<Node> serving, StepContext<?> context) {
        String said = "no node serves now";
        for (Node node : serving) {
            TaskResult answer = ask(node, user, KEPT, context);
            if (answer == null) {
                return Outcome.notYet(LOOK_AGAIN, node.spec().id().value() + " to make the user " + user.name());
            }
            if (answer.succeeded()) {
                settle(cluster, user, answer.values());
                return Outcome.done();
            }
            ask(node, user, LOOK_AGAIN, context);
            said = node.spec().id().value() + " says: " + answer.error();
        }
        return Outcome.notYet(LOOK_AGAIN, "the user " + user.name() + " to be made; " + said);
    }

    private @Nullable TaskResult ask(Node node, FirstUser user, Duration freshFor, StepContext<?> context) {
        String name = context.idempotencyToken() + "-" + user.name() + "-"
                + node.spec().id().value();
        var question = new NodeQuestion(
                name, AgentTask.USERS_PUT, Map.of("request", user.request()), freshFor, context.fence());
        return nodes.ask(node.spec().id(), question).orElse(null);
    }

    private void settle(Cluster cluster, FirstUser user, Map<String, String> answer) {
        transaction.executeWithoutResult(status -> {
            if (store.settle(cluster.id(), user.name())) {
                users.tell(cluster, user, answer);
            }
        });
    }

    /** The database that had them is gone. */
    Outcome startOver(ClusterId cluster) {
        store.startOver(cluster);
        return Outcome.done();
    }
}
