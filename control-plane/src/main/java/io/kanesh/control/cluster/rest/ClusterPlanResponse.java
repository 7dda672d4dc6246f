package io.kanesh.control.cluster.rest;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.Estimate;
import io.kanesh.control.catalog.KeyPrice;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Clusters.Preview;
import io.kanesh.control.keys.ClusterKeys;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request would do, had it not been a dry run. */
@Schema(name = "ClusterPlanResponse")
record ClusterPlanResponse(
        @Schema(description = "the spec with every default filled in")
        ClusterSpecResponse spec,

        List<ChangeResponse> changes,

        @Schema(description = "list price of the machines afterwards, US dollars per month; null when one is not known")
        @Nullable
        BigDecimal usdPerMonth,

        @Schema(description = "what the keys cost at their KMS, which bills them; not in usdPerMonth")
        List<KeyPriceResponse> keys,

        @Schema(description = "what to know about the price")
        List<String> notes,

        @Schema(description = "how long it takes by experience on an idle machine")
        int secondsExpected,

        boolean removesData) {

    /** One change. */
    @Schema(name = "PlannedChangeResponse")
    record ChangeResponse(
            @Schema(allowableValues = {"ADD", "CHANGE", "REMOVE"})
            String verb,

            String what,
            String reason) {}

    /** List price of the keys of one provider, US dollars per month. */
    @Schema(name = "KeyPriceResponse")
    record KeyPriceResponse(
            @Schema(allowableValues = {"aws", "gcp", "local"})
            String provider,

            int keys,

            @Schema(description = "by all nodes: a check every five minutes, and three at a start")
            long requestsPerMonth,

            BigDecimal usdForKeys,
            BigDecimal usdForRequests) {}

    static ClusterPlanResponse from(Preview preview, Catalog catalog, ClusterKeys keys) {
        Estimate estimate = preview.removesData()
                ? new Estimate(List.of(), BigDecimal.ZERO, List.of())
                : price(preview.spec(), catalog);
        return new ClusterPlanResponse(
                ClusterSpecResponse.from(preview.spec()),
                preview.changes().stream()
                        .map(change -> new ChangeResponse(change.verb(), change.what(), change.reason()))
                        .toList(),
                estimate.usdPerMonth(),
                preview.removesData() ? List.of() : keyPrices(preview.spec(), keys),
                estimate.notes(),
                preview.secondsExpected(),
                preview.removesData());
    }

    /** A key that is not there yet is a provider-managed one of the local KMS. */
    private static List<KeyPriceResponse> keyPrices(ClusterSpec spec, ClusterKeys keys) {
        var uris = new EnumMap<KeyProvider, Set<String>>(KeyProvider.class);
        var nodes = new EnumMap<KeyProvider, Integer>(KeyProvider.class);
        for (var dataCenter : spec.dataCenters()) {
            var id = spec.keyOf(dataCenter);
            var key = keys.find(id);
            KeyProvider provider = key.map(Cmk::provider).orElse(KeyProvider.LOCAL);
            uris.computeIfAbsent(provider, none -> new HashSet<>())
                    .add(key.map(known -> known.in(dataCenter.region()).uri())
                            .orElse(id.value() + dataCenter.region()));
            nodes.merge(provider, dataCenter.nodeCount(), Integer::sum);
        }
        return uris.entrySet().stream()
                .map(entry -> KeyPrice.of(
                        entry.getKey().word(), entry.getValue().size(), nodes.getOrDefault(entry.getKey(), 0)))
                .map(price -> new KeyPriceResponse(
                        price.provider(), price.keys(), price.requests(), price.usdForKeys(), price.usdForRequests()))
                .toList();
    }

    private static Estimate price(ClusterSpec spec, Catalog catalog) {
        var groups = new ArrayList<Estimate.Group>();
        for (var dataCenter : spec.dataCenters()) {
            for (var group : dataCenter.nodeGroups()) {
                catalog.instanceType(spec.provider(), group.instanceType())
                        .ifPresent(type -> groups.add(new Estimate.Group(dataCenter.region(), type, group.count())));
            }
        }
        return Estimate.of(catalog.provider(spec.provider()).orElseThrow(), groups);
    }
}
