package io.kanesh.control.keys;

import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facade of this module for clusters: which keys there are, the key that is made for a cluster, and each node's way to it. */
public interface ClusterKeys {

    /**
     * The keys of a project, for rules.
     *
     * @param defaultKey see {@link KeyOffer}
     */
    KeyOffer offer(ProjectId project, KeyId defaultKey);

    Optional<Cmk> find(KeyId key);

    /** The key that was made for a cluster. */
    Optional<Cmk> providerKey(ClusterId cluster);

    /** Takes down the name of a provider-managed key that is to be made; in the caller's transaction. */
    Cmk reserve(ProjectId project, ClusterId cluster, KeyId id, String clusterName, String region, String requestedBy);

    /** Makes a reserved key in these regions of our KMS; done again it changes nothing. */
    void make(KeyId key, List<String> regions);

    /** Takes {@link #make} back so that it can be done again: the key waits for its deletion. */
    void unmake(ClusterId cluster);

    /** Where the local KMS listens now; null when it does not run. */
    @Nullable
    String localAddress();

    /** Destroys a provider-managed key's material and every identity of its cluster; done again it changes nothing. */
    void destroy(ClusterId cluster);

    /** Forgets the key that was made for a cluster; in the caller's transaction. */
    void forget(ClusterId cluster);

    /**
     * A node's way to a key: with a fresh secret where the identity is ours to make, so that the last answer counts.
     *
     * @param region of the node's data center
     */
    KeyAccess admit(KeyId key, ProjectId project, ClusterId cluster, NodeId node, String region);

    /** Takes a node's identity away where it was ours to make. */
    void dismiss(ProjectId project, NodeId node);

    /** New material, unless the key has more versions than these already; without effect where it is not ours to rotate. */
    void rotateMaterial(KeyId key, int versionsBefore);

    /** A rotation of the key has begun or ended; in a transaction of its own. */
    void rotating(KeyId key, boolean isRunning);

    /** What a node heard from the key's KMS. */
    void heard(KeyId key, Sighting sighting);

    void beginDrill(DrillReport report);

    void endDrill(String id, Instant at, List<DrillReport.NodeTimes> nodes);

    Optional<DrillReport> drill(String id);

    /**
     * @param faultClass of the last answer; null when it was good
     * @param message verbatim; null as {@code faultClass}
     */
    record Sighting(
            @Nullable String faultClass,
            @Nullable String message,
            @Nullable String requestId,
            @Nullable Instant lastGoodAt) {}
}
