package io.kanesh.control.cluster.encryption;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.agent.api.Encryption.LeaseTerms;
import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.cluster.control.ClusterStore;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every node is told how to encrypt as its cluster's spec says, and that a node whose key was revoked here is
 * sealed. Level-triggered, so a node that joins later is told at the next round. Which key a node uses is changed by the runbook
 * {@code change-keys} alone.
 */
@Component
public class NodeEncryption {
    private final ClusterStore clusters;
    private final Nodes nodes;
    private final ClusterKeys keys;
    private final @Nullable LeaseTerms leaseTerms;

    /** With the usual times of leases. */
    public NodeEncryption(ClusterStore clusters, Nodes nodes, ClusterKeys keys) {
        this(clusters, nodes, keys, new LeaseSettings(null, null, null, null, null));
    }

    @Autowired
    NodeEncryption(ClusterStore clusters, Nodes nodes, ClusterKeys keys, LeaseSettings lease) {
        this.clusters = clusters;
        this.nodes = nodes;
        this.keys = keys;
        leaseTerms = lease.terms();
    }

    /** Tells every node of a cluster that has not been told, or is told something older; without effect when all are. */
    public void keep(ClusterId id) {
        Optional<Cluster> found = clusters.find(id);
        if (found.isEmpty() || found.get().deletionRequested()) {
            return;
        }
        Cluster cluster = found.get();
        for (Node node : nodes.ofCluster(id)) {
            dataCenter(cluster, node).ifPresent(dataCenter -> keep(cluster, dataCenter, node));
        }
    }

    private void keep(Cluster cluster, DataCenterSpec dataCenter, Node node) {
        KeyId keyId = cluster.spec().keyOf(dataCenter);
        Cmk key = keys.find(keyId).orElse(null);
        if (key == null) {
            return;
        }
        Encryption present = node.encryption();
        if (present == null) {
            // A provider-managed key that has still to be made is waited for.
            if (key.status().phase() != KeyPhase.PENDING_VALIDATION) {
                first(cluster, dataCenter, node, key);
            }
            return;
        }
        nodes.encrypt(node.spec().id(), before -> as(cluster, key, before == null ? present : before));
    }

    private void first(Cluster cluster, DataCenterSpec dataCenter, Node node, Cmk key) {
        nodes.encryptFirst(node.spec().id(), () -> {
            KeyAccess access = keys.admit(
                    key.id(), cluster.project(), cluster.id(), node.spec().id(), dataCenter.region());
            return as(cluster, key, Encryption.under(access, cluster.project().value(), dataCenter.name()));
        });
    }

    /** Everything but which key. */
    private Encryption as(Cluster cluster, Cmk key, Encryption before) {
        EncryptionSpec spec = cluster.spec().encryption();
        boolean isItsKey = before.key().keyUri().equals(uri(key, cluster, before));
        return new Encryption(
                atPresentAddress(before.key()),
                before.formerKey(),
                spec.algorithm(),
                before.projectId(),
                before.dataCenter(),
                Duration.ofMinutes(spec.outageGraceMinutes()).toSeconds(),
                leaseTerms,
                before.nodeKeyGeneration(),
                before.dataKeyGeneration(),
                isItsKey ? key.locked() : before.locked(),
                before.drill());
    }

    private static String uri(Cmk key, Cluster cluster, Encryption encryption) {
        return cluster.spec().dataCenters().stream()
                .filter(dataCenter -> dataCenter.name().equals(encryption.dataCenter()))
                .map(dataCenter -> key.in(dataCenter.region()).uri())
                .findFirst()
                .orElse("");
    }

    /** The local KMS gets another port when a program has taken its own while it was down. */
    private KeyAccess atPresentAddress(KeyAccess access) {
        if (access.provider() != KmsKind.LOCAL) {
            return access;
        }
        String address = keys.localAddress();
        if (address == null || address.equals(access.settings().get("address"))) {
            return access;
        }
        var settings = new HashMap<>(access.settings());
        settings.put("address", address);
        return new KeyAccess(access.keyUri(), access.provider(), settings);
    }

    /**
     * A node's way to another key. Towards the local KMS a node has one identity, whose secret is not made anew: the way to the
     * former key must stay open until the node has let it go.
     */
    public KeyAccess access(Cluster cluster, DataCenterSpec dataCenter, Node node, KeyId keyId) {
        Cmk key = keys.find(keyId).orElseThrow(() -> new IllegalStateException("there is no key " + keyId.value()));
        Encryption present = node.encryption();
        var reference = key.in(dataCenter.region());
        if (present != null
                && present.key().provider() == KmsKind.LOCAL
                && key.provider().kind() == KmsKind.LOCAL) {
            return new KeyAccess(
                    reference.uri(),
                    KmsKind.LOCAL,
                    atPresentAddress(present.key()).settings());
        }
        return keys.admit(keyId, cluster.project(), cluster.id(), node.spec().id(), dataCenter.region());
    }

    /** Empty when the spec has no longer the node's data center. */
    public static Optional<DataCenterSpec> dataCenter(Cluster cluster, Node node) {
        return cluster.spec().dataCenters().stream()
                .filter(dataCenter -> dataCenter.name().equals(node.spec().dataCenter()))
                .findFirst();
    }

    /** The same with another key; {@code former} is the way to the one before. */
    public static Encryption under(Encryption before, KeyAccess key, @Nullable KeyAccess former) {
        return new Encryption(
                key,
                former,
                before.algorithm(),
                before.projectId(),
                before.dataCenter(),
                before.graceSeconds(),
                before.leaseTerms(),
                before.nodeKeyGeneration(),
                before.dataKeyGeneration(),
                before.locked(),
                before.drill());
    }

    /** The same with higher generations. */
    public static Encryption raised(Encryption before, long nodeKeys, long dataKeys) {
        return new Encryption(
                before.key(),
                before.formerKey(),
                before.algorithm(),
                before.projectId(),
                before.dataCenter(),
                before.graceSeconds(),
                before.leaseTerms(),
                Math.max(before.nodeKeyGeneration(), nodeKeys),
                Math.max(before.dataKeyGeneration(), dataKeys),
                before.locked(),
                before.drill());
    }

    /** The same, locked or playing. */
    public static Encryption played(Encryption before, boolean locked, Encryption.@Nullable Drill drill) {
        return new Encryption(
                before.key(),
                before.formerKey(),
                before.algorithm(),
                before.projectId(),
                before.dataCenter(),
                before.graceSeconds(),
                before.leaseTerms(),
                before.nodeKeyGeneration(),
                before.dataKeyGeneration(),
                locked,
                drill);
    }
}
