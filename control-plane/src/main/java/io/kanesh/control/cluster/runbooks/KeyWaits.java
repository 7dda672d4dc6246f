package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.node.Node;
import io.kanesh.control.runbook.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What is waited for of nodes' keys, and the words for it. */
final class KeyWaits {
    /** A report wakes the run; this is how late a lost wake-up can be. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private KeyWaits() {}

    /**
     * Done when what every node last said of its keys is so.
     *
     * @param what e.g. {@code use the new key}
     */
    static Outcome all(List<Node> nodes, Predicate<KeyReport> wanted, String what) {
        List<Node> others = nodes.stream()
                .filter(node -> node.keyReport() == null || !wanted.test(node.keyReport()))
                .toList();
        if (others.isEmpty()) {
            return Outcome.done(nodes.size() + " nodes " + what);
        }
        int done = nodes.size() - others.size();
        return Outcome.notYet(
                LOOK_AGAIN, done + " of " + nodes.size() + " nodes " + what + "; " + words(others.get(0)));
    }

    static String words(Node node) {
        String id = node.spec().id().value();
        KeyReport report = node.keyReport();
        if (report == null) {
            return id + " has not told of its keys lately";
        }
        var cause = report.cause();
        return id + " is " + report.state() + (cause == null ? "" : ": " + cause.message());
    }
}
