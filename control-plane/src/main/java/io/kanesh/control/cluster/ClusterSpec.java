package io.kanesh.control.cluster;

import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a customer asked for, whole and valid: every default filled in. Written by the API only.
 *
 * @param name unique in its project until the cluster's deletion has ended
 * @param provider a provider of the catalogue, e.g. {@code local}
 * @param engineVersion e.g. {@code 5.0.9}
 * @param dataCenters at least one, with distinct names
 * @param encryption of all its files
 * @param allowedCidrs networks from which clients may connect, each in its one written form, sorted; none means nobody
 * @param deletionProtection while true, a deletion is refused
 * @param labels the customer's own, sorted by key
 */
public record ClusterSpec(
        ResourceName name,
        String provider,
        String engineVersion,
        List<DataCenterSpec> dataCenters,
        EncryptionSpec encryption,
        List<String> allowedCidrs,
        boolean deletionProtection,
        Map<String, String> labels) {

    public ClusterSpec {
        dataCenters = List.copyOf(dataCenters);
        allowedCidrs = List.copyOf(allowedCidrs);
        labels = Map.copyOf(labels);
        if (dataCenters.isEmpty()) {
            throw new IllegalArgumentException("a cluster has a data center");
        }
        if (dataCenters.stream().map(DataCenterSpec::name).distinct().count() != dataCenters.size()) {
            throw new IllegalArgumentException("two data centers share a name: " + dataCenters);
        }
    }

    /** The labels in the order of their keys. */
    public Map<String, String> sortedLabels() {
        return new TreeMap<>(labels);
    }

    /** The master key of a data center. */
    public KeyId keyOf(DataCenterSpec dataCenter) {
        KeyId own = dataCenter.keyId();
        return own == null ? encryption.keyId() : own;
    }

    /** Every master key that a data center uses. */
    public Set<KeyId> keys() {
        return dataCenters.stream().map(this::keyOf).collect(Collectors.toUnmodifiableSet());
    }

    /** The same with another allow list. */
    public ClusterSpec withAllowedCidrs(List<String> cidrs) {
        return new ClusterSpec(name, provider, engineVersion, dataCenters, encryption, cidrs, deletionProtection, labels);
    }

    /** All nodes of all data centers. */
    public int nodeCount() {
        return dataCenters.stream().mapToInt(DataCenterSpec::nodeCount).sum();
    }
}
