package io.kanesh.control.cluster.runbooks;

import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.control.cluster.Samples;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.KeyOffer;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.control.keys.KeyPolicy;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.kms.KeyReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keys whose KMS does at once what it is told. */
final class MemoryClusterKeys implements ClusterKeys {
    private final Map<String, Cmk> keys = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final TreeSet<String> identities = new TreeSet<>();
    private final Map<String, DrillReport> drills = new TreeMap<>();

    /** A customer's own key that has passed its check. */
    KeyId register(String id, String name) {
        var key = new Cmk(
                new KeyId(id),
                Samples.PROJECT,
                new ResourceName(name),
                "",
                new KeyReference.Local("local-1", name),
                null,
                false,
                CmkStatus.registered(Samples.NOON).seen(KeyPhase.ACTIVE, null, Samples.NOON, Samples.NOON),
                1,
                "test",
                Samples.NOON,
                Samples.NOON);
        keys.put(id, key);
        versions.put(id, 1);
        return key.id();
    }

    /** For snapshots. */
    Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        keys.forEach((id, key) -> facts.put(id, key.phase() + " " + versions.get(id)));
        identities.forEach(identity -> facts.put(identity, "may call"));
        return facts;
    }

    @Override
    public KeyOffer offer(ProjectId project, KeyId defaultKey) {
        return new KeyOffer(KeyPolicy.NONE, defaultKey, Map.of());
    }

    @Override
    public Optional<Cmk> find(KeyId key) {
        return Optional.ofNullable(keys.get(key.value()));
    }

    @Override
    public Optional<Cmk> providerKey(ClusterId cluster) {
        return keys.values().stream()
                .filter(key -> cluster.equals(key.madeFor()))
                .findFirst();
    }

    @Override
    public Cmk reserve(
            ProjectId project, ClusterId cluster, KeyId id, String clusterName, String region, String requestedBy) {
        var key = new Cmk(
                id,
                project,
                new ResourceName("own"),
                "",
                new KeyReference.Local(region, "own"),
                cluster,
                false,
                CmkStatus.registered(Samples.NOON),
                1,
                "test",
                Samples.NOON,
                Samples.NOON);
        keys.put(id.value(), key);
        versions.put(id.value(), 1);
        return key;
    }

    @Override
    public void make(KeyId key, List<String> regions) {
        put(key, KeyPhase.ACTIVE);
    }

    private void put(KeyId id, KeyPhase phase) {
        keys.computeIfPresent(
                id.value(), (unused, key) -> key.with(key.status().seen(phase, null, null, Samples.NOON)));
    }

    @Override
    public void unmake(ClusterId cluster) {
        // As it was: what waits for its deletion cannot be used.
        providerKey(cluster).ifPresent(key -> put(key.id(), KeyPhase.PENDING_VALIDATION));
    }

    @Override
    public @Nullable String localAddress() {
        return "http://127.0.0.1:1";
    }

    @Override
    public void destroy(ClusterId cluster) {
        providerKey(cluster).ifPresent(key -> put(key.id(), KeyPhase.DESTROYED));
    }

    @Override
    public void forget(ClusterId cluster) {
        keys.values().removeIf(key -> cluster.equals(key.madeFor()));
    }

    @Override
    public KeyAccess admit(KeyId key, ProjectId project, ClusterId cluster, NodeId node, String region) {
        identities.add(node.value());
        return new KeyAccess(
                find(key).orElseThrow().in(region).uri(),
                KmsKind.LOCAL,
                Map.of("address", "http://127.0.0.1:1", "principal", node.value(), "secret", "s"));
    }

    @Override
    public void dismiss(ProjectId project, NodeId node) {
        identities.remove(node.value());
    }

    @Override
    public void rotateMaterial(KeyId key, int versionsBefore) {
        versions.computeIfPresent(key.value(), (id, now) -> now == versionsBefore ? now + 1 : now);
    }

    @Override
    public void rotating(KeyId key, boolean isRunning) {}

    @Override
    public void heard(KeyId key, Sighting sighting) {
        // Nothing that a runbook would see.
    }

    @Override
    public void beginDrill(DrillReport report) {
        drills.putIfAbsent(report.id(), report);
    }

    @Override
    public void endDrill(String id, Instant at, List<DrillReport.NodeTimes> nodes) {
        drills.computeIfPresent(
                id,
                (unused, drill) ->
                        new DrillReport(drill.id(), drill.key(), drill.kind(), drill.startedAt(), at, nodes));
    }

    @Override
    public Optional<DrillReport> drill(String id) {
        return Optional.ofNullable(drills.get(id));
    }
}
