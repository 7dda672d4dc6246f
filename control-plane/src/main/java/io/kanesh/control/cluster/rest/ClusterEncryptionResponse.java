package io.kanesh.control.cluster.rest;

import io.kanesh.agent.api.KeyReport;
import io.kanesh.control.cluster.ClusterPhase;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Clusters.ClusterView;
import io.kanesh.control.cluster.Condition;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyPhase;
import io.kanesh.control.node.Node;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster's keys, as asked for and as its nodes say. */
@Schema(name = "ClusterEncryptionResponse")
record ClusterEncryptionResponse(
        ClusterPhase phase,

        @Schema(description = "which key, since when, until when, why, and what to do; in one sentence")
        String message,

        @Schema(allowableValues = {"AES_128", "AES_256"}) String algorithm,

        int outageGraceMinutes,
        List<DataCenterKeyResponse> dataCenters,
        List<NodeKeyResponse> nodes) {

    /** The key of a data center. */
    @Schema(name = "DataCenterKeyResponse")
    record DataCenterKeyResponse(
            String dataCenter,
            String keyId,
            @Nullable String keyName,
            @Nullable String uri,
            @Nullable KeyPhase phase,
            boolean providerManaged) {}

    /** A node's key, as its agent says. Times are RFC 3339. */
    @Schema(name = "NodeKeyResponse")
    record NodeKeyResponse(
            String nodeId,
            String dataCenter,

            @Schema(description = "null when the node has not told lately")
            KeyReport.@Nullable State state,

            @Nullable String since,
            @Nullable String lastGoodAt,
            @Nullable String nextCheckAt,

            @Schema(description = "when it seals itself unless a good answer comes") @Nullable
            String nextDeadline,

            @Nullable String faultClass,

            @Schema(description = "the KMS's own words") @Nullable
            String cause,

            @Nullable String kmsRequestId,
            @Nullable String keyUri,
            @Nullable String keyVersion,

            @Schema(description = "master keys that open the node's key; more than one only while it is being changed")
            List<String> recipients,

            @Schema(description = "this node's lease is shorter than any customer's: a test")
            boolean testTerms) {

        static NodeKeyResponse from(Node node) {
            KeyReport report = node.keyReport();
            String id = node.spec().id().value();
            String dataCenter = node.spec().dataCenter();
            if (report == null) {
                return new NodeKeyResponse(
                        id, dataCenter, null, null, null, null, null, null, null, null, null, null, List.of(), false);
            }
            var cause = report.cause();
            return new NodeKeyResponse(
                    id,
                    dataCenter,
                    report.state(),
                    report.since(),
                    report.lastGoodAt(),
                    report.nextCheckAt(),
                    report.nextDeadline(),
                    cause == null ? null : cause.faultClass(),
                    cause == null ? null : cause.message(),
                    cause == null ? null : cause.kmsRequestId(),
                    report.keyUri(),
                    report.keyVersion(),
                    report.recipients().stream()
                            .map(KeyReport.Recipient::keyUri)
                            .toList(),
                    report.leaseTerms() != null);
        }
    }

    static ClusterEncryptionResponse from(ClusterView view, ClusterKeys keys, List<Node> nodes) {
        ClusterSpec spec = view.cluster().spec();
        return new ClusterEncryptionResponse(
                view.phase(),
                view.cluster()
                        .status()
                        .condition(Condition.Type.KEY_AVAILABLE)
                        .map(Condition::message)
                        .orElse("No node has told of its key yet."),
                spec.encryption().algorithm().name(),
                spec.encryption().outageGraceMinutes(),
                spec.dataCenters().stream()
                        .map(dataCenter -> {
                            Cmk key = keys.find(spec.keyOf(dataCenter)).orElse(null);
                            return new DataCenterKeyResponse(
                                    dataCenter.name(),
                                    spec.keyOf(dataCenter).value(),
                                    key == null ? null : key.name().value(),
                                    key == null
                                            ? null
                                            : key.in(dataCenter.region()).uri(),
                                    key == null ? null : key.phase(),
                                    key != null && key.providerManaged());
                        })
                        .toList(),
                nodes.stream().map(NodeKeyResponse::from).toList());
    }
}
