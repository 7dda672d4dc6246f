package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.Clusters.ClusterFilter;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.shared.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills a page with the clusters that a filter lets through. A phase is derived, so the database cannot select by it: rows are
 * read in batches until the page is full. A project has tens of clusters, seldom more.
 */
final class ClusterSearch {
    private static final int BATCH = 200;

    private ClusterSearch() {}

    /** At most {@code limit} clusters after an id, by id. */
    @FunctionalInterface
    interface Source {
        List<Cluster> read(@Nullable String after, int limit);
    }

    static Page<ClusterView> search(
            Source source, Function<Cluster, ClusterView> view, ClusterFilter filter, Page.Request page) {
        var found = new ArrayList<ClusterView>();
        String after = page.after();
        List<Cluster> batch;
        do {
            batch = source.read(after, BATCH);
            for (Cluster cluster : batch) {
                after = cluster.id().value();
                if (!matches(cluster, filter)) {
                    continue;
                }
                ClusterView candidate = view.apply(cluster);
                if (filter.phase() == null || filter.phase() == candidate.phase()) {
                    found.add(candidate);
                }
                if (found.size() > page.size()) {
                    return Page.of(found, page, ClusterSearch::key);
                }
            }
        } while (batch.size() == BATCH);
        return Page.of(found, page, ClusterSearch::key);
    }

    private static String key(ClusterView view) {
        return view.cluster().id().value();
    }

    /** By everything but the phase. */
    private static boolean matches(Cluster cluster, ClusterFilter filter) {
        var spec = cluster.spec();
        if (filter.name() != null && !filter.name().equals(spec.name().value())) {
            return false;
        }
        if (filter.labelKey() == null) {
            return true;
        }
        String value = spec.labels().get(filter.labelKey());
        return value != null
                && (filter.labelValue() == null || filter.labelValue().equals(value));
    }
}
