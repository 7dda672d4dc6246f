package io.kanesh.control.node.store;

import io.kanesh.agent.api.NodeReport;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.control.NodeState;
import io.kanesh.control.node.control.NodeStore;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Page;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Nodes as rows. */
@Component
@Transactional
class JpaNodeStore implements NodeStore {
    private final NodeRows rows;
    private final TaskRows tasks;
    private final EntityManager entities;
    private final SealedEncryption sealed;

    JpaNodeStore(NodeRows rows, TaskRows tasks, EntityManager entities, SealedEncryption sealed) {
        this.rows = rows;
        this.tasks = tasks;
        this.entities = entities;
        this.sealed = sealed;
    }

    private NodeState toDomain(NodeRow row) {
        return row.toDomain(sealed);
    }

    @Override
    public void insertUnlessThere(NodeSpec spec, Instant now) {
        rows.insertUnlessThere(
                spec.id().value(),
                spec.cluster().value(),
                spec.project().value(),
                spec.provider(),
                spec.dataCenter(),
                spec.region(),
                spec.zone(),
                spec.instanceType(),
                now);
    }

    @Override
    public Optional<NodeState> find(NodeId node) {
        return rows.findById(node.value()).map(this::toDomain);
    }

    @Override
    public List<NodeState> ofCluster(ClusterId cluster) {
        return rows.findByClusterIdOrderById(cluster.value()).stream()
                .map(this::toDomain)
                .toList();
    }

    @Override
    public Page<NodeState> page(ClusterId cluster, Page.Request page) {
        String after = page.after() == null ? "" : page.after();
        List<NodeState> found =
                rows
                        .findByClusterIdAndIdGreaterThanOrderById(cluster.value(), after, Limit.of(page.size() + 1))
                        .stream()
                        .map(this::toDomain)
                        .toList();
        return Page.of(found, page, state -> state.spec().id().value());
    }

    @Override
    public Optional<NodeState> change(NodeId node, UnaryOperator<NodeState> change) {
        return rows.findById(node.value()).map(row -> {
            // Somebody may have read the row in this transaction before it was locked, and others have changed it
            // since:
            // a locking query would then fail on the older copy instead of reading anew.
            entities.flush();
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
            NodeState before = toDomain(row);
            NodeState after = change.apply(before);
            if (!after.equals(before)) {
                row.take(after, sealed);
            }
            return after;
        });
    }

    @Override
    public void delete(NodeId node) {
        tasks.deleteOf(node.value());
        rows.deleteById(node.value());
    }

    @Override
    public List<NodeId> withNews(Collection<Waiting> waiting, Instant tasksDeliveredBefore, Instant now) {
        List<String> ids = waiting.stream().map(wait -> wait.node().value()).toList();
        Set<String> found = new HashSet<>(tasks.nodesWithOpen(ids, tasksDeliveredBefore, now));
        var generations = rows.generationsOf(ids).stream()
                .collect(Collectors.toMap(NodeRows.GenerationView::getId, NodeRows.GenerationView::getGeneration));
        waiting.stream()
                .filter(wait -> generations.getOrDefault(wait.node().value(), 0L) > wait.generation())
                .forEach(wait -> found.add(wait.node().value()));
        return found.stream().map(NodeId::new).toList();
    }

    @Override
    public List<NodeState> silentSince(Instant moment) {
        return rows.silentSince(moment).stream().map(this::toDomain).toList();
    }

    @Override
    public List<KeptReport> reportsSince(Instant moment, Collection<ClusterId> clusters) {
        return rows.reportsSince(moment, clusters.stream().map(ClusterId::value).toList()).stream()
                .map(view -> new KeptReport(
                        new ClusterId(view.getClusterId()),
                        Json.read(view.getReport(), NodeReport.class),
                        view.getReportedAt()))
                .toList();
    }
}
