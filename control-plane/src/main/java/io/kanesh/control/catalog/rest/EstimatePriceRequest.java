package io.kanesh.control.catalog.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Either a cluster's spec ({@code dataCenters}) or a load ({@code load}), not both. What of a spec has no price (name, labels,
 * protection, engine version) is accepted, so that the body of a create can be sent as it is.
 */
record EstimatePriceRequest(
        @Schema(example = "aws", description = "local when missing") @Nullable
        String provider,

        @Nullable List<DataCenterRequest> dataCenters,
        @Nullable LoadRequest load,
        @Nullable String name,
        @Nullable String engineVersion,

        @Schema(description = "of the spec, or only where the key is") @Nullable
        EncryptionRequest encryption,

        @Nullable Boolean deletionProtection,
        @Nullable Map<String, String> labels) {

    /** A data center of the spec. */
    @Schema(name = "EstimateDataCenter")
    record DataCenterRequest(
            @Nullable String name,
            @Schema(example = "us-east-1") @Nullable String region,
            @Schema(example = "3") @Nullable Integer replicationFactor,
            @Nullable List<NodeGroupRequest> nodeGroups,
            @Nullable String keyId) {}

    /**
     * Whose key: the provider-managed one, which costs nothing, unless {@code keyProvider} says more. An estimate knows no project, so
     * {@code keyId} says nothing to it.
     */
    @Schema(name = "EstimateEncryption")
    record EncryptionRequest(
            @Schema(
                    description = "where one's own key is; null for the provider-managed one",
                    allowableValues = {"aws", "gcp", "local"})
            @Nullable
            String keyProvider,

            @Schema(description = "keys of one's own; one for each region when missing", example = "1") @Nullable
            Integer keys,

            @Nullable String keyId,
            @Nullable String algorithm,
            @Nullable Integer outageGraceMinutes) {}

    /** Equal machines. */
    @Schema(name = "EstimateNodeGroup")
    record NodeGroupRequest(
            @Schema(example = "i8g.xlarge") @Nullable String instanceType,
            @Schema(example = "3") @Nullable Integer count) {}

    /** A load at its peak. */
    record LoadRequest(
            @Schema(example = "us-east-1") @Nullable String region,
            @Schema(example = "20000") @Nullable Double readsPerSecond,
            @Schema(example = "10000") @Nullable Double writesPerSecond,
            @Schema(example = "1000") @Nullable Long itemBytes,

            @Schema(description = "data before replication", example = "500000000000") @Nullable
            Long dataBytes,

            @Schema(example = "3") @Nullable Integer replicationFactor) {}
}
