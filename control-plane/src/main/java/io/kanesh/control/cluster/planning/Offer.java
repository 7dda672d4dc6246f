package io.kanesh.control.cluster.planning;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this installation can make clusters of, as far as the rules need it.
 *
 * @param providers by name, in the catalogue's order
 * @param engineVersions that can be created
 */
public record Offer(
        String defaultProvider,
        Map<String, ProviderOffer> providers,
        List<String> engineVersions,
        String defaultEngineVersion) {

    /**
     * @param notLaunchable why no machine of this provider can be launched here; null when they can
     * @param zones by region: its availability zones
     * @param types by name
     */
    public record ProviderOffer(
            @Nullable String notLaunchable,
            Map<String, List<String>> zones,
            Map<String, TypeOffer> types,
            String defaultType) {}

    /**
     * @param regions where it can be had
     * @param heapMib heap of the engine on such a machine, MiB
     * @param storageQuotaBytes what a node on it may hold
     */
    public record TypeOffer(List<String> regions, int vcpus, int heapMib, long storageQuotaBytes) {}
}
