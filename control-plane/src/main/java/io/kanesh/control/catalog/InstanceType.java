package io.kanesh.control.catalog;

import java.util.Map;

/**
 * A kind of machine.
 *
 * @param name as in a spec: {@code local.small}, {@code i8g.xlarge}
 * @param architecture {@code amd64}, {@code arm64}, {@code host}: whatever the computer has, or {@code simulated}: nothing is there
 * @param vcpus processors that an engine on it may count on
 * @param memoryBytes memory of the machine
 * @param heapMib heap that an engine on it gets, MiB
 * @param storageBytes instance storage; on {@code local} the quota that the engine enforces
 * @param networkMbps baseline network bandwidth, Mbit/s; 0 where there is no network between machines
 * @param capacityWeight how much data and load it takes compared with the provider's smallest type
 * @param prices list price by region; a region that is missing has no known price
 */
public record InstanceType(
        String provider,
        String name,
        String family,
        String architecture,
        int vcpus,
        long memoryBytes,
        int heapMib,
        long storageBytes,
        int networkMbps,
        double capacityWeight,
        Map<String, Price> prices) {

    public InstanceType {
        prices = Map.copyOf(prices);
    }
}
