package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Clusters in memory. */
public final class MemoryClusterStore implements ClusterStore {
    private final Map<String, Cluster> clusters = new TreeMap<>();

    @Override
    public boolean insert(Cluster cluster) {
        if (nameTaken(cluster.project(), cluster.spec().name())) {
            return false;
        }
        clusters.put(cluster.id().value(), cluster);
        return true;
    }

    @Override
    public boolean nameTaken(ProjectId project, ResourceName name) {
        return clusters.values().stream()
                .anyMatch(cluster -> cluster.project().equals(project)
                        && cluster.spec().name().equals(name));
    }

    @Override
    public Optional<Cluster> find(ClusterId id) {
        return Optional.ofNullable(clusters.get(id.value()));
    }

    @Override
    public List<Cluster> page(ProjectId project, @Nullable String after, int limit) {
        return clusters.values().stream()
                .filter(cluster -> cluster.project().equals(project))
                .filter(cluster -> after == null || cluster.id().value().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<ClusterId> ids() {
        return clusters.values().stream().map(Cluster::id).toList();
    }

    @Override
    public Saved saveSpec(Cluster changed) {
        Cluster current = clusters.get(changed.id().value());
        if (current == null || !current.generation().next().equals(changed.generation())) {
            return Saved.STALE;
        }
        clusters.put(changed.id().value(), changed.observedAs(current.status()));
        return Saved.YES;
    }

    @Override
    public boolean saveStatus(ClusterId id, ClusterStatus status) {
        return clusters.computeIfPresent(id.value(), (key, cluster) -> cluster.observedAs(status)) != null;
    }

    @Override
    public void remove(ClusterId id) {
        clusters.remove(id.value());
    }
}
