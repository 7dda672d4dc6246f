package io.kanesh.control.cluster.rest;

import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterDraft.EncryptionDraft;
import io.kanesh.control.cluster.ClusterDraft.NodeGroupDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.cluster.UserDraft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cluster's spec as customers write it; everything but {@code name} and one data center's {@code region} has a default. */
@Schema(name = "ClusterRequest")
record ClusterRequest(
        @Schema(
                description = "1 to 63 lower-case letters, digits and hyphens, starting with a letter; unique in the"
                        + " project",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "orders")
        @Nullable
        String name,

        @Schema(
                description = "see /catalog/providers; by default the first that can launch machines",
                example = "local")
        @Nullable
        String provider,

        @Schema(description = "see /catalog/engine-versions; by default the preferred one", example = "5.0.9") @Nullable
        String engineVersion,

        @Schema(description = "1 to 8", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        List<@Nullable DataCenterRequest> dataCenters,

        @Schema(description = "of all files; by default AES-128 under a provider-managed key") @Nullable
        EncryptionRequest encryption,

        @Schema(
                description = "networks from which clients may connect, at most 200; by default this machine alone; an"
                        + " empty list keeps everybody out",
                example = "[\"127.0.0.0/8\"]")
        @Nullable
        List<@Nullable String> allowedCidrs,

        @Schema(description = "while true, the cluster cannot be deleted; true by default", example = "true") @Nullable
        Boolean deletionProtection,

        @Schema(
                description =
                        "at most 32; a key has 1 to 63 characters a-z 0-9 . _ / - and starts with a letter, a value"
                                + " at most 128",
                example = "{\"team\": \"payments\"}")
        @Nullable
        Map<String, @Nullable String> labels,

        @Schema(
                description = "database users to make with the cluster, beside its admin; at most 20. Only when it is"
                        + " created: afterwards they are changed at …/users")
        @Nullable
        List<@Nullable FirstUserRequest> users) {

    /** See {@link DataCenterSpec}. */
    @Schema(name = "DataCenterRequest")
    record DataCenterRequest(
            @Schema(description = "by default dc1, dc2, …", example = "dc1") @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "local-1") @Nullable
            String region,

            @Schema(description = "1 to the number of nodes; 3 by default, or the number of nodes", example = "3")
            @Nullable
            Integer replicationFactor,

            @Schema(
                    description = "its own master key, of its own region; by default the cluster's",
                    example = "key_01kampb5t0000000000000000a")
            @Nullable
            String keyId,

            @Schema(description = "1 to 8; by default three nodes of the smallest type") @Nullable
            List<@Nullable NodeGroupRequest> nodeGroups) {

        private DataCenterDraft toDraft() {
            return new DataCenterDraft(
                    name, region, replicationFactor, keyId, each(nodeGroups, NodeGroupRequest::toDraft));
        }
    }

    /** See {@link EncryptionSpec}. There is no cluster without encryption. */
    @Schema(name = "EncryptionRequest")
    record EncryptionRequest(
            @Schema(
                    description = "a key of the project; by default a provider-managed one, made with the cluster",
                    example = "key_01kampb5t0000000000000000a")
            @Nullable
            String keyId,

            @Schema(
                    description = "of new files; AES_128 by default",
                    allowableValues = {"AES_128", "AES_256"},
                    example = "AES_128")
            @Nullable
            String algorithm,

            @Schema(
                    description = "how long nodes go on while their KMS does not answer: 15 to 1440; 240 by default",
                    example = "240")
            @Nullable
            Integer outageGraceMinutes) {

        private EncryptionDraft toDraft() {
            return new EncryptionDraft(keyId, algorithm, outageGraceMinutes);
        }
    }

    /** Nodes of one kind. */
    @Schema(name = "NodeGroupRequest")
    record NodeGroupRequest(
            @Schema(description = "see the provider's instance types; by default its smallest", example = "local.small")
            @Nullable
            String instanceType,

            @Schema(description = "1 to 64; 3 by default", example = "3") @Nullable
            Integer count) {

        private NodeGroupDraft toDraft() {
            return new NodeGroupDraft(instanceType, count);
        }
    }

    ClusterDraft toDraft() {
        return new ClusterDraft(
                name,
                provider,
                engineVersion,
                each(dataCenters, DataCenterRequest::toDraft),
                encryption == null ? null : encryption.toDraft(),
                allowedCidrs,
                deletionProtection,
                labels);
    }

    /** The users of the request, which are no part of the spec. */
    List<@Nullable UserDraft> userDrafts() {
        List<@Nullable UserDraft> drafts = each(users, FirstUserRequest::toDraft);
        return drafts == null ? List.of() : drafts;
    }

    static <A, B> @Nullable List<@Nullable B> each(@Nullable List<@Nullable A> items, Function<A, B> mapping) {
        if (items == null) {
            return null;
        }
        var mapped = new ArrayList<@Nullable B>();
        for (A item : items) {
            mapped.add(item == null ? null : mapping.apply(item));
        }
        return mapped;
    }

    /** What a merge patch is applied to. */
    static ClusterRequest from(ClusterSpec spec) {
        return new ClusterRequest(
                spec.name().value(),
                spec.provider(),
                spec.engineVersion(),
                spec.dataCenters().stream().map(ClusterRequest::from).toList(),
                new EncryptionRequest(
                        spec.encryption().keyId().value(),
                        spec.encryption().algorithm().name(),
                        spec.encryption().outageGraceMinutes()),
                List.copyOf(spec.allowedCidrs()),
                spec.deletionProtection(),
                spec.sortedLabels(),
                null);
    }

    private static DataCenterRequest from(DataCenterSpec dataCenter) {
        var key = dataCenter.keyId();
        return new DataCenterRequest(
                dataCenter.name(),
                dataCenter.region(),
                dataCenter.replicationFactor(),
                key == null ? null : key.value(),
                dataCenter.nodeGroups().stream()
                        .map(group -> new NodeGroupRequest(group.instanceType(), group.count()))
                        .toList());
    }
}
