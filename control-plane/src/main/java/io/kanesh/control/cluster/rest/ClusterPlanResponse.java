package io.kanesh.control.cluster.rest;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.Estimate;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.Clusters.Preview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    static ClusterPlanResponse from(Preview preview, Catalog catalog) {
        Estimate estimate = preview.removesData()
                ? new Estimate(List.of(), BigDecimal.ZERO, List.of())
                : price(preview.spec(), catalog);
        return new ClusterPlanResponse(
                ClusterSpecResponse.from(preview.spec()),
                preview.changes().stream()
                        .map(change -> new ChangeResponse(change.verb(), change.what(), change.reason()))
                        .toList(),
                estimate.usdPerMonth(),
                estimate.notes(),
                preview.secondsExpected(),
                preview.removesData());
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
