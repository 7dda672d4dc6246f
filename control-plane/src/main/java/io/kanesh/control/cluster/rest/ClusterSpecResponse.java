package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.ClusterSpec;
import java.util.List;
import java.util.Map;

/** What was asked for, with every default filled in. */
record ClusterSpecResponse(
        String name,
        String provider,
        String engineVersion,
        List<DataCenterResponse> dataCenters,
        List<String> allowedCidrs,
        boolean deletionProtection,
        Map<String, String> labels) {

    /** A data center as asked for. */
    record DataCenterResponse(String name, String region, int replicationFactor, List<NodeGroupResponse> nodeGroups) {}

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
                                dataCenter.nodeGroups().stream()
                                        .map(group -> new NodeGroupResponse(group.instanceType(), group.count()))
                                        .toList()))
                        .toList(),
                spec.allowedCidrs(),
                spec.deletionProtection(),
                spec.sortedLabels());
    }
}
