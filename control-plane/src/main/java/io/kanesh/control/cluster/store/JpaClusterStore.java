package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.ClusterStatus;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Clusters in the database. Every method joins the caller's transaction. */
@Component
class JpaClusterStore implements ClusterStore {
    /** See V0300. */
    private static final String UNIQUE_NAME = "cluster_name_is_unique_in_its_project";

    private final ClusterRows clusters;
    private final ClusterStatusRows statuses;

    JpaClusterStore(ClusterRows clusters, ClusterStatusRows statuses) {
        this.clusters = clusters;
        this.statuses = statuses;
    }

    @Override
    public boolean insert(Cluster cluster) {
        if (nameTaken(cluster.project(), cluster.spec().name())) {
            return false;
        }
        try {
            clusters.saveAndFlush(new ClusterRow(cluster));
        } catch (DataIntegrityViolationException refused) {
            // Between the look and the leap somebody else took the name.
            return isNameTaken(refused) == Saved.YES;
        }
        statuses.saveAndFlush(new ClusterStatusRow(cluster.id(), cluster.status()));
        return true;
    }

    @Override
    public boolean nameTaken(ProjectId project, ResourceName name) {
        return clusters.existsByProjectIdAndName(project.value(), name.value());
    }

    @Override
    public Optional<Cluster> find(ClusterId id) {
        return clusters.findById(id.value()).map(row -> row.toDomain(statusOf(row.id())));
    }

    private ClusterStatus statusOf(String id) {
        return statuses.findById(id).map(ClusterStatusRow::toDomain).orElseGet(ClusterStatus::unobserved);
    }

    @Override
    public List<Cluster> page(ProjectId project, @Nullable String after, int limit) {
        List<ClusterRow> rows = clusters.findByProjectIdAndIdGreaterThanOrderById(
                project.value(), after == null ? "" : after, Limit.of(limit));
        Map<String, ClusterStatusRow> statusById =
                statuses.findAllById(rows.stream().map(ClusterRow::id).toList()).stream()
                        .collect(Collectors.toMap(ClusterStatusRow::clusterId, Function.identity()));
        return rows.stream()
                .map(row -> {
                    ClusterStatusRow status = statusById.get(row.id());
                    return row.toDomain(status == null ? ClusterStatus.unobserved() : status.toDomain());
                })
                .toList();
    }

    @Override
    public List<ClusterId> ids() {
        return clusters.ids().stream().map(ClusterId::new).toList();
    }

    @Override
    public Saved saveSpec(Cluster changed) {
        ClusterRow row = clusters.findById(changed.id().value()).orElse(null);
        if (row == null || row.generation() + 1 != changed.generation().value()) {
            return Saved.STALE;
        }
        row.change(changed);
        try {
            clusters.saveAndFlush(row);
            return Saved.YES;
        } catch (OptimisticLockingFailureException overtaken) {
            return Saved.STALE;
        } catch (DataIntegrityViolationException refused) {
            return isNameTaken(refused);
        }
    }

    /** @throws DataIntegrityViolationException when it is anything else */
    private static Saved isNameTaken(DataIntegrityViolationException refused) {
        String message = refused.getMostSpecificCause().getMessage();
        if (message == null || !message.contains(UNIQUE_NAME)) {
            throw refused;
        }
        return Saved.NAME_TAKEN;
    }

    @Override
    public boolean saveStatus(ClusterId id, ClusterStatus status) {
        if (!clusters.existsById(id.value())) {
            return false;
        }
        ClusterStatusRow row = statuses.findById(id.value()).orElse(null);
        if (row == null) {
            row = new ClusterStatusRow(id, status);
        } else {
            row.change(status);
        }
        try {
            statuses.saveAndFlush(row);
            return true;
        } catch (OptimisticLockingFailureException overtaken) {
            return false;
        }
    }

    @Override
    public void remove(ClusterId id) {
        // The database takes the status with it: by version we could lose against a reconciler that writes one last
        // status.
        clusters.findById(id.value()).ifPresent(clusters::delete);
        clusters.flush();
    }
}
