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

    /** Every node serves, and sees every other one. */
    static Outcome ringIsWhole(List<Node> nodes) {
        Outcome serving = allServe(nodes, nodes.size());
        return serving instanceof Outcome.Done ? allSeeEachOther(nodes) : serving;
    }

    /** As of fresh reports: of a node that does not report nobody knows what its engine does. */
    static Outcome allStopped(List<Node> nodes) {
        List<Node> others = nodes.stream().filter(node -> !hasStopped(node)).toList();
        return others.isEmpty()
                ? Outcome.done(nodes.size() + " engines have stopped")
                : Outcome.notYet(
                        LOOK_AGAIN,
                        (nodes.size() - others.size()) + " of " + nodes.size() + " engines have stopped; "
                                + NodeWords.state(others.get(0)));
    }

    private static boolean hasStopped(Node node) {
        NodeReport report = node.report();
        return node.isReportFresh()
                && report != null
                && report.engine().state() == NodeReport.State.STOPPED
                && report.appliedGeneration() >= node.engineGeneration();
    }

    /** None of these nodes sees that address up any more. */
    static Outcome nobodySees(List<Node> nodes, String address) {
        for (Node node : nodes) {
            NodeReport report = node.report();
            if (report != null && report.engine().liveNodes().contains(address)) {
                return Outcome.notYet(LOOK_AGAIN, node.spec().id().value() + " still sees " + address + " up");
            }
        }
        return Outcome.done();
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
