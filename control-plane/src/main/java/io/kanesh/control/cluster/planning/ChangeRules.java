package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.List;

/** Which differences between two specs of one cluster can be realised. */
public final class ChangeRules {
    private static final String IMMUTABLE = "immutable-field";
    private static final String TABLETS =
            "Growing and shrinking while the cluster serves needs tablets, which this version does not have yet.";

    private ChangeRules() {}

    /** Every difference that is refused, with its reason; empty when the change can be made. */
    public static List<Problem> check(ClusterSpec current, ClusterSpec wanted) {
        var problems = new ArrayList<Problem>();
        if (!current.provider().equals(wanted.provider())) {
            problems.add(immutable("provider", current.provider(), "A cluster cannot move to another provider."));
        }
        if (!current.engineVersion().equals(wanted.engineVersion())) {
            problems.add(immutable(
                    "engineVersion", current.engineVersion(), "The engine's version cannot be changed by a patch."));
        }
        if (current.dataCenters().size() != wanted.dataCenters().size()) {
            problems.add(Problem.invalid(
                    "dataCenters",
                    "data-centers-not-changeable",
                    "Data centers cannot be added to or removed from a cluster yet.",
                    TABLETS));
            return problems;
        }
        for (int i = 0; i < current.dataCenters().size(); i++) {
            compare(
                    "dataCenters[" + i + "]",
                    current.dataCenters().get(i),
                    wanted.dataCenters().get(i),
                    problems);
        }
        return problems;
    }

    private static void compare(String path, DataCenterSpec current, DataCenterSpec wanted, List<Problem> problems) {
        if (!current.name().equals(wanted.name())) {
            problems.add(immutable(
                    path + ".name", current.name(), "Keyspaces name their data centers, so a name never changes."));
        }
        if (!current.region().equals(wanted.region())) {
            problems.add(immutable(path + ".region", current.region(), "A data center cannot move to another region."));
        }
        if (current.replicationFactor() != wanted.replicationFactor()) {
            problems.add(Problem.invalid(
                    path + ".replicationFactor",
                    "replication-factor-not-changeable",
                    "The replication factor of a data center cannot be changed yet.",
                    "It is " + current.replicationFactor() + "."));
        }
        if (!current.nodeGroups().equals(wanted.nodeGroups())) {
            problems.add(Problem.invalid(
                    path + ".nodeGroups",
                    "resize-not-available",
                    "The number and kind of nodes of a cluster cannot be changed yet.",
                    TABLETS));
        }
    }

    private static Problem immutable(String field, String value, String why) {
        return Problem.invalid(field, IMMUTABLE, why, "It stays \"" + value + "\".");
    }
}
