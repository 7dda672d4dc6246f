package io.kanesh.control.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A spec as a customer wrote it: nothing checked, null where nothing was said. Becomes a {@link ClusterSpec} by the rules of
 * {@code planning}.
 */
public record ClusterDraft(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String engineVersion,
        @Nullable List<@Nullable DataCenterDraft> dataCenters,
        @Nullable EncryptionDraft encryption,
        @Nullable List<@Nullable String> allowedCidrs,
        @Nullable Boolean deletionProtection,
        @Nullable Map<String, @Nullable String> labels) {

    /** See {@link DataCenterSpec}. */
    public record DataCenterDraft(
            @Nullable String name,
            @Nullable String region,
            @Nullable Integer replicationFactor,
            @Nullable String keyId,
            @Nullable List<@Nullable NodeGroupDraft> nodeGroups) {}

    /** See {@link EncryptionSpec}. */
    public record EncryptionDraft(
            @Nullable String keyId,
            @Nullable String algorithm,
            @Nullable Integer outageGraceMinutes) {}

    /** See {@link NodeGroup}. */
    public record NodeGroupDraft(
            @Nullable String instanceType, @Nullable Integer count) {}
}
