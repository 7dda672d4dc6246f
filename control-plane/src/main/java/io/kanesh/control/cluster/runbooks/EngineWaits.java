package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.Node;
import io.kanesh.control.runbook.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** What is waited for of the engines of a cluster, and the words for it. */
final class EngineWaits {
    /** A report wakes the run; this is how late a lost wake-up can be. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private EngineWaits() {}

    static Outcome allServe(List<Node> nodes, int wanted) {
        List<Node> others = nodes.stream().filter(node -> !node.isServing()).toList();
        int serving = nodes.size() - others.size();
        if (serving >= wanted) {
            return Outcome.done(serving + " engines serve");
        }
        String first = others.isEmpty() ? "" : "; " + NodeWords.state(others.get(0));
        return Outcome.notYet(LOOK_AGAIN, serving + " of " + wanted + " engines serve" + first);
    }

    static Outcome allSeeEachOther(List<Node> nodes) {
        for (Node node : nodes) {
            var unseen = new HashSet<String>();
            nodes.stream().map(Node::address).forEach(address -> {
                if (address != null && !address.equals(node.address())) {
                    unseen.add(address);
                }
            });
            NodeReport report = node.report();
            if (report != null) {
                report.engine().liveNodes().forEach(unseen::remove);
            }
            if (!unseen.isEmpty()) {
                return Outcome.notYet(
                        LOOK_AGAIN,
                        node.spec().id().value() + " does not see "
                                + String.join(", ", unseen.stream().sorted().toList()) + " yet");
            }
        }
        return Outcome.done();
    }
}
