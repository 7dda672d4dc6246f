package io.kanesh.control.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From a load to machines, by two published figures.
 *
 * <p>Processor: three 16-vCPU nodes of Cassandra 5.0 with three replicas and LOCAL_QUORUM took 80,000 operations a second of
 * about 1 kB before p99 passed 10 ms, which is 5,000 replica operations a second for each vCPU; 70 % of that is planned for,
 * as in the same test. An item of more than 1 kB counts as several.
 *
 * <p>Storage: 60 % of a node is planned for (compaction, snapshots and the loss of a rack need the rest).
 */
public final class Sizing {
    /** Replica operations of up to 1 kB per second and vCPU that are planned for. */
    public static final double OPERATIONS_PER_VCPU = 5_000 * 0.7;

    /** The part of a node's storage that is planned for. */
    public static final double STORAGE_SHARE = 0.6;

    /** The most nodes of one kind in an answer. */
    public static final int MAX_NODES = 300;

    private Sizing() {}

    /**
     * A load.
     *
     * @param readsPerSecond operations of clients, at the peak
     * @param writesPerSecond operations of clients, at the peak
     * @param itemBytes size of an item
     * @param dataBytes data before replication
     * @param replicationFactor copies of each item
     */
    public record Load(
            double readsPerSecond, double writesPerSecond, long itemBytes, long dataBytes, int replicationFactor) {}

    /** So many nodes of this type, and what decided it: {@code throughput}, {@code storage} or {@code replication}. */
    public record Choice(InstanceType type, int count, String decidedBy) {}

    /** The choice with the lowest list price in the region; empty when no priced type can carry the load. */
    public static Optional<Choice> cheapest(List<InstanceType> types, String region, Load load) {
        return types.stream()
                .filter(type -> type.prices().containsKey(region))
                .map(type -> choose(type, load))
                .filter(choice -> choice.count() <= MAX_NODES)
                .min(Comparator.comparing(choice -> monthly(choice, region)));
    }

    /** How many nodes of this type the load needs: a multiple of the replication factor, so that racks stay even. */
    public static Choice choose(InstanceType type, Load load) {
        double units = Math.max(1, Math.ceil(load.itemBytes() / 1000.0));
        double operations = (load.readsPerSecond() + load.writesPerSecond()) * units * load.replicationFactor();
        double byThroughput = Math.ceil(operations / (type.vcpus() * OPERATIONS_PER_VCPU));
        double byStorage =
                Math.ceil((double) load.dataBytes() * load.replicationFactor() / (type.storageBytes() * STORAGE_SHARE));
        double needed = Math.max(load.replicationFactor(), Math.max(byThroughput, byStorage));
        double even = Math.ceil(needed / load.replicationFactor()) * load.replicationFactor();
        String decidedBy = needed == byThroughput && byThroughput > load.replicationFactor()
                ? "throughput"
                : needed == byStorage && byStorage > load.replicationFactor() ? "storage" : "replication";
        return new Choice(type, (int) Math.min(even, Integer.MAX_VALUE), decidedBy);
    }

    private static java.math.BigDecimal monthly(Choice choice, String region) {
        var price = java.util.Objects.requireNonNull(choice.type().prices().get(region));
        return price.usdPerHour().multiply(java.math.BigDecimal.valueOf(choice.count()));
    }
}
