package io.kanesh.control.catalog.rest;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.EngineVersion;
import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.catalog.Price;
import io.kanesh.control.catalog.Provider;
import io.kanesh.control.catalog.Region;
import io.kanesh.control.shared.Page;
import io.kanesh.control.web.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be bought. The lists are short and constant, so each is one page. */
@RestController
@RequestMapping("/api/v1/catalog")
@Tag(name = "catalog", description = "Providers, regions, instance types, engine versions")
class CatalogController {
    private final Catalog catalog;

    CatalogController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/providers")
    @Operation(operationId = "listProviders", summary = "Lists where machines can come from")
    Page<ProviderResponse> providers() {
        return onePage(catalog.providers().stream().map(ProviderResponse::from).toList());
    }

    @GetMapping("/providers/{provider}/regions")
    @Operation(operationId = "listRegions", summary = "Lists a provider's regions with their zones")
    Page<RegionResponse> regions(@PathVariable @Parameter(example = "local") String provider) {
        Answers.orNotFound(catalog.provider(provider), "provider", provider);
        return onePage(
                catalog.regions(provider).stream().map(RegionResponse::from).toList());
    }

    @GetMapping("/providers/{provider}/instance-types")
    @Operation(operationId = "listInstanceTypes", summary = "Lists a provider's instance types with their list prices")
    Page<InstanceTypeResponse> instanceTypes(@PathVariable @Parameter(example = "local") String provider) {
        var known = Answers.orNotFound(catalog.provider(provider), "provider", provider);
        return onePage(catalog.instanceTypes(provider).stream()
                .map(type -> InstanceTypeResponse.from(type, known))
                .toList());
    }

    @GetMapping("/engine-versions")
    @Operation(operationId = "listEngineVersions", summary = "Lists the engine versions that clusters may run")
    Page<EngineVersionResponse> engineVersions() {
        return onePage(catalog.engineVersions().stream()
                .map(EngineVersionResponse::from)
                .toList());
    }

    private static <T> Page<T> onePage(List<T> items) {
        return new Page<>(items, null);
    }

    /** A provider. */
    record ProviderResponse(
            @Schema(example = "local") String name,
            @Schema(example = "This computer") String title,

            @Schema(description = "whether this installation can launch machines there")
            boolean launchable,

            @Schema(description = "why not; null when it can") @Nullable
            String reason) {
        static ProviderResponse from(Provider provider) {
            return new ProviderResponse(provider.name(), provider.title(), provider.launchable(), provider.reason());
        }
    }

    /** A region. */
    record RegionResponse(
            @Schema(example = "local-1") String name,
            @Schema(example = "This computer, first region") String title,

            @Schema(example = "[\"local-1a\", \"local-1b\", \"local-1c\"]")
            List<String> zones) {
        static RegionResponse from(Region region) {
            return new RegionResponse(region.name(), region.title(), region.zones());
        }
    }

    /** An instance type; sizes in bytes, bandwidth in Mbit/s. */
    record InstanceTypeResponse(
            @Schema(example = "i8g.xlarge") String name,
            @Schema(example = "i8g") String family,
            @Schema(example = "arm64") String architecture,
            @Schema(example = "4") int vcpus,
            @Schema(example = "34359738368") long memoryBytes,

            @Schema(description = "heap of an engine on it, MiB", example = "8192")
            int heapMib,

            @Schema(example = "937000000000") long storageBytes,

            @Schema(description = "baseline; 0 where machines share one computer", example = "2344")
            int networkMbps,

            @Schema(description = "data and load that it takes, against the provider's smallest", example = "2.0")
            double capacityWeight,

            boolean launchable,

            @Schema(description = "list price by region; a missing region has no known price")
            Map<String, PriceResponse> prices) {
        static InstanceTypeResponse from(InstanceType type, Provider provider) {
            var prices = new TreeMap<String, PriceResponse>();
            type.prices().forEach((region, price) -> prices.put(region, PriceResponse.from(price)));
            return new InstanceTypeResponse(
                    type.name(),
                    type.family(),
                    type.architecture(),
                    type.vcpus(),
                    type.memoryBytes(),
                    type.heapMib(),
                    type.storageBytes(),
                    type.networkMbps(),
                    type.capacityWeight(),
                    provider.launchable(),
                    prices);
        }
    }

    /** A list price, in US dollars. */
    record PriceResponse(
            @Schema(example = "0.3432") BigDecimal usdPerHour,

            @Schema(description = "730 hours", example = "250.54")
            BigDecimal usdPerMonth,

            @Schema(description = "the day of the vendor's list", example = "2026-07-20")
            LocalDate asOf) {
        static PriceResponse from(Price price) {
            return new PriceResponse(price.usdPerHour(), price.usdPerMonth(), price.asOf());
        }
    }

    /** An engine version. */
    record EngineVersionResponse(
            @Schema(example = "5.0.9") String version,

            @Schema(description = "the Apache Cassandra release inside", example = "5.0.9")
            String cassandra,

            @Schema(description = "what a cluster gets when its spec names none")
            boolean preferred) {
        static EngineVersionResponse from(EngineVersion version) {
            return new EngineVersionResponse(version.version(), version.cassandra(), version.preferred());
        }
    }
}
