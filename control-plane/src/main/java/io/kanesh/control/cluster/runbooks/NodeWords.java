package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.Node;

/** One sentence about why a node does not serve, for operators and customers. */
public final class NodeWords {
    private NodeWords() {}

    /** The node's id and what it is doing. */
    public static String state(Node node) {
        return node.spec().id().value() + " " + doing(node);
    }

    /** What a node that does not serve is doing, e.g. {@code is starting its engine: replays its commit log}. */
    public static String doing(Node node) {
        NodeReport report = node.report();
        if (report == null) {
            return node.isEnrolled() ? "has not reported yet" : "has no agent that has enrolled yet";
        }
        if (!node.isReportFresh()) {
            return "has been silent since " + report.observedAt();
        }
        NodeReport.Engine engine = report.engine();
        String detail = engine.waitingFor() == null ? "" : ": " + engine.waitingFor();
        return switch (engine.state()) {
            case STOPPED -> "has not started its engine" + detail;
            case STARTING -> "is starting its engine" + detail;
            case SERVING -> "serves, and has not taken over its newest configuration yet";
            case STOPPING -> "is stopping its engine" + detail;
            case SEALED -> "is sealed" + detail;
            case BACKING_OFF ->
                "waits before it starts its engine again; it had ended: "
                        + (engine.lastExit() == null ? "unknown" : engine.lastExit());
        };
    }
}
