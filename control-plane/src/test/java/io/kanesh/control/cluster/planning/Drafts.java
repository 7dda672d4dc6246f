package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterDraft.NodeGroupDraft;
import io.kanesh.control.cluster.ClusterSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts for tests; each differs from the smallest right one in one thing. */
public final class Drafts {
    private Drafts() {}

    public static ClusterDraft smallest() {
        return with(new DataCenterDraft(null, "local-1", null, null, null));
    }

    public static ClusterDraft with(DataCenterDraft... dataCenters) {
        return new ClusterDraft("orders", null, null, List.of(dataCenters), null, null, null, null);
    }

    public static DataCenterDraft nodes(int count, @Nullable Integer replicationFactor) {
        return new DataCenterDraft(null, "local-1", replicationFactor, null, List.of(new NodeGroupDraft(null, count)));
    }

    public static ClusterDraft named(@Nullable String name) {
        return new ClusterDraft(name, null, null, smallest().dataCenters(), null, null, null, null);
    }

    public static ClusterDraft labelled(Map<String, @Nullable String> labels) {
        return new ClusterDraft("orders", null, null, smallest().dataCenters(), null, null, null, labels);
    }

    /** The spec of a draft that must be right. */
    public static ClusterSpec spec(ClusterDraft draft) {
        return SpecRules.check(draft, Offers.LOCAL, Offers.KEYS, null).match(spec -> spec, problems -> {
            throw new AssertionError(problems.toString());
        });
    }
}
