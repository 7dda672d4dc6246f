package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterDraft.NodeGroupDraft;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.NodeGroup;
import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.cluster.planning.Offer.TypeOffer;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one data center of a draft. */
final class DataCenterRules {
    private static final int DEFAULT_NODES = 3;
    private static final int DEFAULT_REPLICATION_FACTOR = 3;
    private static final int MOST_NODE_GROUPS = 8;
    /** Words that Cassandra reads as options, not as data centers, where a keyspace names its replicas. */
    private static final Set<String> RESERVED_NAMES = Set.of("class", "replication-factor");

    /** Null when the provider itself was refused: then its regions and types cannot be judged, and nothing is said of them. */
    private final @Nullable ProviderOffer provider;

    private final EncryptionRules encryption;

    private final List<Problem> problems;

    /** @param problems where what is wrong is added */
    DataCenterRules(@Nullable ProviderOffer provider, EncryptionRules encryption, List<Problem> problems) {
        this.encryption = encryption;
        this.provider = provider;
        this.problems = problems;
    }

    /** Empty when something was refused. */
    Optional<DataCenterSpec> check(String path, String name, DataCenterDraft draft) {
        int before = problems.size();
        checkName(path + ".name", name);
        String region = checkRegion(path + ".region", draft.region());
        int beforeGroups = problems.size();
        List<NodeGroup> groups = checkNodeGroups(path + ".nodeGroups", draft.nodeGroups(), region);
        boolean nodesAreKnown = problems.size() == beforeGroups && !groups.isEmpty();
        int nodes = groups.stream().mapToInt(NodeGroup::count).sum();
        int replicationFactor =
                checkReplicationFactor(path + ".replicationFactor", draft.replicationFactor(), nodes, nodesAreKnown);
        @Nullable KeyId key = encryption.checkOwn(path + ".keyId", draft.keyId());
        return problems.size() > before || !nodesAreKnown
                ? Optional.empty()
                : Optional.of(new DataCenterSpec(name, region, replicationFactor, key, groups));
    }

    private void checkName(String field, String name) {
        if (!ResourceName.isValid(name)) {
            refuse(
                    field,
                    "data-center-name-invalid",
                    "This is not a name for a data center.",
                    ResourceName.RULE.replace("orders", "dc1"));
        } else if (RESERVED_NAMES.contains(name)) {
            refuse(
                    field,
                    "data-center-name-reserved",
                    "CQL reads the name '" + name + "' as an option.",
                    "e.g. \"dc1\"");
        }
    }

    private String checkRegion(String field, @Nullable String region) {
        String known =
                provider == null ? "" : "Known: " + Words.list(provider.zones().keySet()) + ".";
        if (region == null || region.isEmpty()) {
            refuse(field, "region-required", "A data center needs a region.", known.isEmpty() ? null : known);
        } else if (provider != null && !provider.zones().containsKey(region)) {
            refuse(field, "region-unknown", "There is no region '" + Words.shown(region) + "'.", known);
        }
        return region == null ? "" : region;
    }

    private List<NodeGroup> checkNodeGroups(
            String field, @Nullable List<@Nullable NodeGroupDraft> drafts, String region) {
        if (drafts == null) {
            return provider == null ? List.of() : List.of(new NodeGroup(provider.defaultType(), DEFAULT_NODES));
        }
        if (drafts.isEmpty() || drafts.size() > MOST_NODE_GROUPS) {
            refuse(
                    field,
                    "node-groups-out-of-range",
                    "A data center has 1 to " + MOST_NODE_GROUPS + " node groups, not " + drafts.size() + ".",
                    "Leave the field out for " + DEFAULT_NODES + " nodes of the smallest type.");
            return List.of();
        }
        var groups = new ArrayList<NodeGroup>();
        for (int i = 0; i < drafts.size(); i++) {
            String path = field + "[" + i + "]";
            NodeGroupDraft draft = drafts.get(i);
            if (draft == null) {
                refuse(path, "node-group-required", "A node group is an object, not null.", "{\"count\": 3}");
                continue;
            }
            String type = checkInstanceType(path + ".instanceType", draft.instanceType(), region);
            checkCount(path + ".count", draft.count()).ifPresent(count -> groups.add(new NodeGroup(type, count)));
        }
        int nodes = groups.stream().mapToInt(NodeGroup::count).sum();
        if (nodes > NodeGroup.MOST_NODES) {
            refuse(
                    field,
                    "nodes-too-many",
                    "A data center has at most " + NodeGroup.MOST_NODES + " nodes, not " + nodes + ".",
                    null);
        }
        return groups;
    }

    private String checkInstanceType(String field, @Nullable String asked, String region) {
        if (provider == null) {
            return "";
        }
        String name = asked == null ? provider.defaultType() : asked;
        TypeOffer type = provider.types().get(name);
        if (type == null) {
            refuse(
                    field,
                    "instance-type-unknown",
                    "There is no instance type '" + Words.shown(name) + "'.",
                    "Known: " + Words.list(provider.types().keySet()) + ".");
        } else if (provider.zones().containsKey(region) && !type.regions().contains(region)) {
            refuse(
                    field,
                    "instance-type-not-in-region",
                    "The instance type " + name + " cannot be had in " + region + ".",
                    "It is in: " + Words.list(type.regions()) + ".");
        }
        return name;
    }

    private Optional<Integer> checkCount(String field, @Nullable Integer asked) {
        int count = asked == null ? DEFAULT_NODES : asked;
        if (count < 1 || count > NodeGroup.MOST_NODES) {
            refuse(
                    field,
                    "count-out-of-range",
                    "A node group has 1 to " + NodeGroup.MOST_NODES + " nodes, not " + count + ".",
                    "e.g. 3");
            return Optional.empty();
        }
        return Optional.of(count);
    }

    /** @param nodesAreKnown false when the node groups were refused, so that the number of nodes means nothing */
    private int checkReplicationFactor(String field, @Nullable Integer asked, int nodes, boolean nodesAreKnown) {
        if (asked == null) {
            return Math.min(DEFAULT_REPLICATION_FACTOR, Math.max(nodes, 1));
        }
        if (asked < 1) {
            refuse(
                    field,
                    "replication-factor-out-of-range",
                    "The replication factor is at least 1, not " + asked + ".",
                    "e.g. 3, so that one node may fail and QUORUM goes on");
        } else if (nodesAreKnown && asked > nodes) {
            refuse(
                    field,
                    "replication-factor-above-nodes",
                    "Replication factor " + asked + " needs at least " + asked
                            + " nodes in the data center, and it has " + nodes + ".",
                    "Lower it to " + nodes + ", or raise the node count to " + asked + ".");
        }
        return asked;
    }

    private void refuse(String field, String code, String message, @Nullable String hint) {
        problems.add(Problem.invalid(field, code, message, hint));
    }
}
