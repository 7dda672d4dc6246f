package io.kanesh.control.catalog.rest;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.Estimate;
import io.kanesh.control.catalog.KeyPrice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a cluster would cost; asked without a token, so that one can look before one has an account. */
@RestController
@Tag(name = "pricing", description = "What a cluster would cost")
class PricingController {
    private final Catalog catalog;

    PricingController(Catalog catalog) {
        this.catalog = catalog;
    }

    @PostMapping("/api/v1/pricing:estimate")
    @SecurityRequirements
    @Operation(
            operationId = "estimatePrice",
            summary = "Estimates the price of a cluster, from a spec or from a load",
            description =
                    "List prices of machines in US dollars, without tax, traffic and storage of backups, and of the key"
                            + " and its requests. From a load it picks the cheapest type that carries it: see docs/guides/sizing.md for the rule.")
    EstimatePriceResponse estimate(@RequestBody EstimatePriceRequest request) {
        var form = new EstimateForm(catalog, request);
        var groups = form.groups();
        return EstimatePriceResponse.from(Estimate.of(form.provider(), groups), form, groups);
    }

    /** The price of each group and their sum. */
    record EstimatePriceResponse(
            @Schema(example = "aws") String provider,
            boolean launchable,
            List<LineResponse> lines,

            @Schema(description = "null when a price is not known", example = "751.61") @Nullable
            BigDecimal usdPerMonth,

            @Schema(description = "what the keys cost at their KMS, which bills them; not in usdPerMonth")
            List<EstimatedKeysResponse> keys,

            @Schema(description = "what the reader must know")
            List<String> notes) {
        static EstimatePriceResponse from(Estimate estimate, EstimateForm form, List<Estimate.Group> groups) {
            var notes = new ArrayList<>(estimate.notes());
            form.keyNote().ifPresent(notes::add);
            return new EstimatePriceResponse(
                    form.provider().name(),
                    form.provider().launchable(),
                    estimate.lines().stream().map(LineResponse::from).toList(),
                    estimate.usdPerMonth(),
                    List.of(EstimatedKeysResponse.from(form.keyPrice(groups))),
                    notes);
        }
    }

    /** List price of the keys of one provider, US dollars per month. */
    record EstimatedKeysResponse(
            @Schema(allowableValues = {"aws", "gcp", "local"})
            String provider,

            @Schema(example = "1") int keys,

            @Schema(description = "by all nodes: a check every five minutes, and three at a start", example = "26289")
            long requestsPerMonth,

            @Schema(example = "1.00") BigDecimal usdForKeys,
            @Schema(example = "0.08") BigDecimal usdForRequests) {
        static EstimatedKeysResponse from(KeyPrice price) {
            return new EstimatedKeysResponse(
                    price.provider(), price.keys(), price.requests(), price.usdForKeys(), price.usdForRequests());
        }
    }

    /** Equal machines in one region. */
    record LineResponse(
            @Schema(example = "us-east-1") String region,
            @Schema(example = "i8g.xlarge") String instanceType,
            @Schema(example = "3") int count,
            CatalogController.@Nullable PriceResponse price,
            @Nullable BigDecimal usdPerMonth) {
        static LineResponse from(Estimate.Line line) {
            var price = line.price();
            return new LineResponse(
                    line.region(),
                    line.type().name(),
                    line.count(),
                    price == null ? null : CatalogController.PriceResponse.from(price),
                    line.usdPerMonth());
        }
    }
}
