package io.kanesh.control.cluster.planning;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.cluster.planning.Observed.ObservedNode;
import io.kanesh.control.cluster.planning.StatusRules.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the nodes say of their keys, as one condition: which key, since when, until when, why, and what to do. */
final class KeyRule {
    private static final Set<String> WAS_AWAY = Set.of("Sealed", "WaitingForKms", "Restoring");

    private KeyRule() {}

    static Finding judge(Observed observed, ClusterStatus before) {
        List<ObservedNode> telling =
                observed.nodes().stream().filter(node -> node.key() != null).toList();
        if (telling.isEmpty()) {
            return new Finding(
                    Condition.Type.KEY_AVAILABLE,
                    Condition.Status.UNKNOWN,
                    "NotTold",
                    "No node has told of its key lately.");
        }
        List<ObservedNode> lost =
                observed.nodes().stream().filter(KeyRule::fellSilentSealed).toList();
        int all = observed.nodes().size();
        for (State state : State.values()) {
            List<ObservedNode> in =
                    telling.stream().filter(node -> state.is(node.key())).toList();
            if (!in.isEmpty()) {
                return new Finding(
                        Condition.Type.KEY_AVAILABLE,
                        Condition.Status.FALSE,
                        state.reason(in.size() + lost.size() == all),
                        message(state, in, all) + losses(lost));
            }
        }
        boolean comesBack = telling.stream().anyMatch(node -> !node.serving())
                && before.condition(Condition.Type.KEY_AVAILABLE)
                        .filter(condition -> WAS_AWAY.contains(condition.reason()))
                        .isPresent();
        return new Finding(
                Condition.Type.KEY_AVAILABLE,
                Condition.Status.TRUE,
                comesBack ? "Restoring" : "KeyAnswers",
                (comesBack
                                ? "The key is back; engines start and replay their commit logs."
                                : "Every node's last answer from its KMS was good.")
                        + losses(lost));
    }

    /** Nobody can say yet whether its machine is lost; it held no key, so it cannot be serving. */
    private static boolean fellSilentSealed(ObservedNode node) {
        KeyReport last = node.lastWord();
        return last != null
                && (last.state() == KeyReport.State.SEALED || last.state() == KeyReport.State.WAITING_FOR_KMS);
    }

    private static String losses(List<ObservedNode> lost) {
        if (lost.isEmpty()) {
            return "";
        }
        String ids = lost.stream().map(node -> node.id().value()).collect(Collectors.joining(", "));
        return " " + lost.size() + (lost.size() == 1 ? " node has" : " nodes have") + " fallen silent while sealed: "
                + ids + ". What is lost there is rebuilt from the others once they serve: POST …/nodes/{node}:replace.";
    }

    /** In the order of their weight. */
    private enum State {
        TAMPERED(KeyReport.State.TAMPERED, "Tampered"),
        SEALED(KeyReport.State.SEALED, "Sealed"),
        WAITING(KeyReport.State.WAITING_FOR_KMS, "WaitingForKms"),
        DEGRADED(KeyReport.State.DEGRADED, "Degraded");

        private final KeyReport.State state;
        private final String reason;

        State(KeyReport.State state, String reason) {
            this.state = state;
            this.reason = reason;
        }

        boolean is(@Nullable KeyReport report) {
            return report != null && report.state() == state;
        }

        /** Only a cluster without a single open node is sealed as a whole. */
        String reason(boolean all) {
            return this == SEALED && !all ? "PartlySealed" : reason;
        }
    }

    private static String message(State state, List<ObservedNode> in, int all) {
        KeyReport first = Objects.requireNonNull(in.get(0).key());
        var text = new StringBuilder()
                .append(in.size())
                .append(" of ")
                .append(all)
                .append(all == 1 ? " node" : " nodes")
                .append(in.size() == 1 ? " is " : " are ")
                .append(first.state())
                .append(" since ")
                .append(first.since());
        if (first.keyUri() != null) {
            text.append("; key ").append(first.keyUri());
        }
        if (first.lastGoodAt() != null) {
            text.append("; last good answer ").append(first.lastGoodAt());
        }
        if (state == State.DEGRADED && first.nextDeadline() != null) {
            text.append("; seals at ").append(first.nextDeadline());
        }
        var cause = first.cause();
        if (cause != null) {
            text.append("; ").append(cause.message());
        }
        return text.append(". ")
                .append(whatToDo(state, cause == null ? "" : cause.faultClass()))
                .toString();
    }

    private static String whatToDo(State state, String faultClass) {
        return switch (state) {
            case TAMPERED -> "A wrapped key is not what the node wrote: an operator has to look; nothing is retried.";
            case DEGRADED ->
                "It serves on. Nothing has to be done if the KMS comes back; no restart is allowed meanwhile.";
            case WAITING -> "It starts by itself as soon as the KMS answers.";
            case SEALED ->
                switch (faultClass) {
                    case "LOCKED" -> "The key was revoked here; restore it with POST …/keys/{key}:restore.";
                    case "DRILL" -> "This is a rehearsal; it ends by itself.";
                    case "OUTAGE", "OURS", "UNCLEAR" -> "It serves again by itself as soon as the KMS answers.";
                    default -> "Give the key back in its KMS; it serves again by itself within a minute or two.";
                };
        };
    }
}
