package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Clusters.Preview;
import io.kanesh.control.cluster.Clusters.PreviewedChange;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.cluster.planning.PlanResult.ClusterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a plan looks like to a customer who only asks. */
final class Previews {
    private Previews() {}

    static Preview of(ClusterSpec spec, ClusterPlan plan, int secondsExpected) {
        var changes = plan.changes().stream()
                .map(change -> new PreviewedChange(change.verb().name(), change.what(), change.reason()))
                .toList();
        return new Preview(spec, changes, secondsExpected, plan.kind() == ClusterPlan.Kind.DELETE);
    }

    /** What differs between two specs, as far as specs of one cluster may differ. */
    static Preview ofChange(ClusterSpec current, ClusterSpec wanted) {
        var changes = new ArrayList<PreviewedChange>();
        compare("name", current.name().value(), wanted.name().value(), changes);
        compare("encryption", words(current.encryption()), words(wanted.encryption()), changes);
        compare("keys of data centers", keys(current), keys(wanted), changes);
        compare("allowedCidrs", current.allowedCidrs(), wanted.allowedCidrs(), changes);
        compare("deletionProtection", current.deletionProtection(), wanted.deletionProtection(), changes);
        compare("labels", current.sortedLabels(), wanted.sortedLabels(), changes);
        return new Preview(wanted, changes, 0, false);
    }

    private static String words(EncryptionSpec encryption) {
        return encryption.algorithm() + " under " + encryption.keyId().value() + ", grace "
                + encryption.outageGraceMinutes() + " min";
    }

    private static Map<String, String> keys(ClusterSpec spec) {
        var keys = new TreeMap<String, String>();
        spec.dataCenters().forEach(one -> keys.put(one.name(), spec.keyOf(one).value()));
        return keys;
    }

    private static void compare(String field, Object current, Object wanted, List<PreviewedChange> changes) {
        if (!current.equals(wanted)) {
            changes.add(new PreviewedChange(
                    "CHANGE",
                    field + ": " + current + " to " + wanted,
                    "the request asks for it; no node is restarted"));
        }
    }
}
