package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.ClusterSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What was asked for, with every default filled in. */
record ClusterSpecResponse(
        String name,
        String provider,
        String engineVersion,
        List<DataCenterResponse> dataCenters,
        EncryptionResponse encryption,
        List<String> allowedCidrs,
        boolean deletionProtection,
        Map<String, String> labels) {

    /** A data center as asked for. */
    record DataCenterResponse(
            String name,
            String region,
            int replicationFactor,

            @Schema(description = "the key that its nodes use: its own, or the cluster's")
            String keyId,

            List<NodeGroupResponse> nodeGroups) {}

    /** How files are encrypted. */
    @Schema(name = "EncryptionSpecResponse")
    record EncryptionResponse(
            String keyId,

            @Schema(allowableValues = {"AES_128", "AES_256"})
            String algorithm,

            int outageGraceMinutes) {}

    /** Nodes of one kind. */
    record NodeGroupResponse(String instanceType, int count) {}

    static ClusterSpecResponse from(ClusterSpec spec) {
        return new ClusterSpecResponse(
                spec.name().value(),
                spec.provider(),
                spec.engineVersion(),
                spec.dataCenters().stream()
                        .map(dataCenter -> new DataCenterResponse(
                                dataCenter.name(),
                                dataCenter.region(),
                                dataCenter.replicationFactor(),
                                spec.keyOf(dataCenter).value(),
                                dataCenter.nodeGroups().stream()
                                        .map(group -> new NodeGroupResponse(group.instanceType(), group.count()))
                                        .toList()))
                        .toList(),
                new EncryptionResponse(
                        spec.encryption().keyId().value(),
                        spec.encryption().algorithm().name(),
                        spec.encryption().outageGraceMinutes()),
                spec.allowedCidrs(),
                spec.deletionProtection(),
                spec.sortedLabels());
    }
}
