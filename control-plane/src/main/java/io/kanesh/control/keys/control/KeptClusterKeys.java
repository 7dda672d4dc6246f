package io.kanesh.control.keys.control;

import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.CmkStatus;
import io.kanesh.control.keys.DrillReport;
import io.kanesh.control.keys.KeyOffer;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.keys.local.LocalKmsDoor;
import io.kanesh.control.keys.planning.Identities;
import io.kanesh.control.keys.planning.KeyPhases;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceChanged;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keys for clusters, over the store and the local KMS. */
@Component
class KeptClusterKeys implements ClusterKeys {
    private static final String MADE_BY = "kanesh";

    private final KeyStore store;
    private final LocalKmsDoor localKms;
    private final KeySettings settings;
    private final Deletions deletions;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    KeptClusterKeys(
            KeyStore store,
            LocalKmsDoor localKms,
            KeySettings settings,
            Deletions deletions,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.localKms = localKms;
        this.settings = settings;
        this.deletions = deletions;
        this.clock = clock;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public KeyOffer offer(ProjectId project, KeyId defaultKey) {
        Map<KeyId, Cmk> keys = store.all(project).stream().collect(Collectors.toMap(Cmk::id, Function.identity()));
        return new KeyOffer(store.policy(project), defaultKey, keys);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Cmk> find(KeyId key) {
        return store.find(key);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Cmk> providerKey(ClusterId cluster) {
        return store.madeFor(cluster);
    }

    /** Named after the cluster's id, which no customer can choose, so that it is free. */
    @Override
    @Transactional
    public Cmk reserve(
            ProjectId project, ClusterId cluster, KeyId id, String clusterName, String region, String requestedBy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String name = cluster.value().replace('_', '-');
        var key = new Cmk(
                id,
                project,
                new ResourceName(name),
                "Provider-managed key of cluster '" + clusterName + "'",
                new KeyReference.Local(region, name),
                cluster,
                false,
                CmkStatus.registered(now),
                1,
                MADE_BY,
                now,
                now);
        if (store.insert(key) != KeyStore.Kept.YES) {
            throw new IllegalStateException("the name of a cluster's own key is taken: " + name);
        }
        events.publishEvent(KeyAsked.change(
                null,
                key,
                "KeyRequested",
                "A provider-managed key for cluster '" + clusterName + "' was asked for by " + requestedBy + "."));
        return key;
    }

    @Override
    public void make(KeyId id, List<String> regions) {
        Cmk key = store.find(id).orElseThrow(() -> new IllegalStateException("there is no key " + id.value()));
        ClusterId cluster = key.madeFor();
        if (cluster == null) {
            return;
        }
        for (String region : regions) {
            localKms.setState(key.in(region), KeyState.ENABLED);
            localKms.make(
                    key.in(region),
                    Identities.localPattern(key.project()),
                    Map.of(
                            "kanesh:project", key.project().value(),
                            "kanesh:cluster", cluster.value()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        update(id, status -> status.phase() == KeyPhase.ACTIVE ? status : status.seen(KeyPhase.ACTIVE, null, now, now));
    }

    @Override
    public void unmake(ClusterId cluster) {
        store.madeFor(cluster).ifPresent(key -> {
            if (key.reference() instanceof KeyReference.Local local) {
                localKms.setStateEverywhere(local.keyId(), KeyState.PENDING_DELETION);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            update(key.id(), status -> status.seen(KeyPhase.PENDING_DELETION, null, null, now));
        });
    }

    @Override
    public @Nullable String localAddress() {
        try {
            return localKms.address().toString();
        } catch (UncheckedIOException notThere) {
            return null;
        }
    }

    @Override
    public void destroy(ClusterId cluster) {
        store.madeFor(cluster).ifPresent(key -> {
            if (key.reference() instanceof KeyReference.Local local) {
                localKms.destroyEverywhere(local.keyId());
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            update(key.id(), status -> status.seen(KeyPhase.DESTROYED, null, null, now));
        });
    }

    @Override
    @Transactional
    public void forget(ClusterId cluster) {
        store.madeFor(cluster).ifPresent(key -> {
            deletions.prove(key, MADE_BY);
            store.remove(key.id());
            events.publishEvent(KeyAsked.change(
                    key,
                    null,
                    "KeyDeleted",
                    "The provider-managed key " + key.reference().uri() + " was destroyed with its cluster."));
        });
    }

    @Override
    public KeyAccess admit(KeyId id, ProjectId project, ClusterId cluster, NodeId node, String region) {
        Cmk key = store.find(id).orElseThrow(() -> new IllegalStateException("there is no key " + id.value()));
        KeyReference reference = key.in(region);
        KeyProvider provider = KeyProvider.of(reference);
        if (provider != KeyProvider.LOCAL) {
            String principal = settings.identities()
                    .principal(provider, project)
                    .match(found -> found, problems -> {
                        throw new IllegalStateException(problems.get(0).message());
                    });
            return new KeyAccess(
                    reference.uri(), provider.kind(), settings.cloud(provider, project, node.value(), principal));
        }
        String principal = Identities.local(project, node);
        return new KeyAccess(
                reference.uri(),
                provider.kind(),
                Map.of(
                        "address", localKms.address().toString(),
                        "principal", principal,
                        "secret", localKms.identity(principal)));
    }

    @Override
    public void dismiss(ProjectId project, NodeId node) {
        localKms.forget(Identities.local(project, node));
    }

    @Override
    public void rotateMaterial(KeyId id, int versionsBefore) {
        store.find(id)
                .map(Cmk::reference)
                .filter(KeyReference.Local.class::isInstance)
                .ifPresent(reference -> {
                    if (localKms.versions(reference) == versionsBefore) {
                        localKms.rotate(reference);
                    }
                });
    }

    @Override
    @Transactional
    public void heard(KeyId id, Sighting sighting) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        update(id, status -> KeyPhases.after(status, sighting, now));
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void rotating(KeyId id, boolean isRunning) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        update(id, status -> KeyPhases.rotating(status, isRunning, now));
    }

    private void update(KeyId id, java.util.function.UnaryOperator<CmkStatus> change) {
        Optional<Cmk> before = store.find(id);
        if (before.isEmpty()
                || change.apply(before.get().status()).equals(before.get().status())) {
            return;
        }
        store.change(id, key -> key.with(change.apply(key.status())))
                .filter(after -> after.phase() != before.get().phase())
                .ifPresent(after -> publish(after, "KeyPhaseChanged", KeyWords.phase(after)));
    }

    @Override
    @Transactional
    public void beginDrill(DrillReport report) {
        if (store.drill(report.id()).isEmpty()) {
            store.saveDrill(report);
        }
    }

    @Override
    @Transactional
    public void endDrill(String id, Instant at, List<DrillReport.NodeTimes> nodes) {
        store.drill(id)
                .ifPresent(drill -> store.saveDrill(
                        new DrillReport(drill.id(), drill.key(), drill.kind(), drill.startedAt(), at, nodes)));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DrillReport> drill(String id) {
        return store.drill(id);
    }

    private void publish(Cmk key, String reason, String message) {
        ClusterId cluster = key.madeFor();
        events.publishEvent(new ResourceChanged(
                "key", key.id().value(), key.project(), cluster == null ? null : cluster.value(), reason, message));
    }
}
