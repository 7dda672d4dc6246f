package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import io.kanesh.kms.KeyReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A master key as we know it: its name in its KMS, and never the key.
 *
 * @param name unique in its project
 * @param reference where it is; of a provider-managed key in its first region, see {@link #in}
 * @param madeFor the cluster that a provider-managed key belongs to; null for a customer's own
 * @param locked switched off from our side: nodes seal whatever its KMS says
 * @param generation rises with every change that a person made
 */
public record Cmk(
        KeyId id,
        ProjectId project,
        ResourceName name,
        String description,
        KeyReference reference,
        @Nullable ClusterId madeFor,
        boolean locked,
        CmkStatus status,
        long generation,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it was made by us for one cluster, and goes with it. */
    public boolean providerManaged() {
        return madeFor != null;
    }

    public KeyProvider provider() {
        return KeyProvider.of(reference);
    }

    /** What customers see: our own lock is a disabled key, whatever its KMS says. */
    public KeyPhase phase() {
        return locked && status.phase() != KeyPhase.DESTROYED ? KeyPhase.DISABLED : status.phase();
    }

    /**
     * Its name in a region: a provider-managed key and a multi-region key have one in each; any other has one name.
     *
     * @param region of the data center
     */
    public KeyReference in(String region) {
        if (reference instanceof KeyReference.Local local && providerManaged()) {
            return new KeyReference.Local(region, local.keyId());
        }
        boolean isAwsRegion = region.matches("[a-z]{2,3}(-[a-z]+)+-\\d{1,2}") && !region.startsWith("local-");
        if (reference instanceof KeyReference.Aws aws && aws.multiRegion() && isAwsRegion) {
            return new KeyReference.Aws(aws.partition(), region, aws.account(), aws.keyId());
        }
        return reference;
    }

    public Cmk renamed(ResourceName newName, String newDescription, Instant now) {
        return new Cmk(
                id,
                project,
                newName,
                newDescription,
                reference,
                madeFor,
                locked,
                status,
                generation + 1,
                createdBy,
                createdAt,
                now);
    }

    public Cmk locked(boolean isLocked, Instant now) {
        return new Cmk(
                id,
                project,
                name,
                description,
                reference,
                madeFor,
                isLocked,
                status,
                generation + 1,
                createdBy,
                createdAt,
                now);
    }

    /** Not a change that a person made. */
    public Cmk with(CmkStatus newStatus) {
        return new Cmk(
                id,
                project,
                name,
                description,
                reference,
                madeFor,
                locked,
                newStatus,
                generation,
                createdBy,
                createdAt,
                updatedAt);
    }
}
