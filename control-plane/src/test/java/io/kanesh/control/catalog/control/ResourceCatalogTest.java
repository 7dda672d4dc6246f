package io.kanesh.control.catalog.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.catalog.Estimate;
import io.kanesh.control.catalog.Sizing;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceCatalogTest {
    private final ResourceCatalog catalog = new ResourceCatalog(false);

    @Test
    void everyFamilyOfThisServiceIsThereWithItsFigures() {
        assertThat(catalog.instanceTypes("aws"))
                .extracting("family")
                .contains("i8g", "i8ge", "i4i", "i3en", "i7i", "i7ie");
        var type = catalog.instanceType("aws", "i4i.4xlarge").orElseThrow();
        assertThat(type.vcpus()).isEqualTo(16);
        assertThat(type.memoryBytes()).isEqualTo(128L << 30);
        assertThat(type.storageBytes()).isEqualTo(3_750_000_000_000L);
        assertThat(type.heapMib()).isEqualTo(31 * 1024);
        assertThat(type.prices().get("us-east-1").usdPerHour()).isEqualByComparingTo("1.373");
    }

    @Test
    void aPublishedEightFamilyRangeHolds() {
        var i8g = catalog.instanceTypes("aws").stream()
                .filter(type -> type.family().equals("i8g"))
                .toList();
        assertThat(i8g.get(0).vcpus()).isEqualTo(2);
        assertThat(i8g).anyMatch(type -> type.vcpus() == 96 && type.storageBytes() == 22_500_000_000_000L);
    }

    @Test
    void whatCannotBeLaunchedSaysSo() {
        assertThat(catalog.provider("aws").orElseThrow().launchable()).isFalse();
        assertThat(catalog.provider("aws").orElseThrow().reason()).contains("cannot be launched");
        assertThat(catalog.provider("local").orElseThrow().launchable()).isTrue();
    }

    @Test
    void anEstimateAddsUpMonthsOf730Hours() {
        var type = catalog.instanceType("aws", "i8g.large").orElseThrow();
        var estimate =
                Estimate.of(catalog.provider("aws").orElseThrow(), List.of(new Estimate.Group("us-east-1", type, 3)));
        assertThat(estimate.usdPerMonth()).isEqualByComparingTo(new BigDecimal("375.80"));
        assertThat(estimate.notes()).hasSize(1);
    }

    @Test
    void anUnknownPriceGivesNoSum() {
        var type = catalog.instanceType("aws", "i8g.large").orElseThrow();
        var estimate =
                Estimate.of(catalog.provider("aws").orElseThrow(), List.of(new Estimate.Group("eu-west-1", type, 3)));
        assertThat(estimate.usdPerMonth()).isNull();
        assertThat(estimate.notes()).anyMatch(note -> note.contains("eu-west-1"));
    }

    @Test
    void thePublishedTestItselfIsSizedAsItWasRun() {
        var type = catalog.instanceType("aws", "i4i.4xlarge").orElseThrow();
        var load = new Sizing.Load(28_000, 28_000, 1_000, 0, 3);
        assertThat(Sizing.choose(type, load).count()).isEqualTo(3);
        var twice = new Sizing.Load(56_000, 56_000, 1_000, 0, 3);
        assertThat(Sizing.choose(type, twice)).extracting("count", "decidedBy").containsExactly(6, "throughput");
    }

    @Test
    void muchColdDataIsSizedByStorage() {
        var load = new Sizing.Load(100, 100, 1_000, 20_000_000_000_000L, 3);
        var choice =
                Sizing.cheapest(catalog.instanceTypes("aws"), "us-east-1", load).orElseThrow();
        assertThat(choice.decidedBy()).isEqualTo("storage");
        assertThat(choice.count() * choice.type().storageBytes() * Sizing.STORAGE_SHARE)
                .isGreaterThanOrEqualTo(60e12);
    }

    @Test
    void aLoadBeyondEveryTypeHasNoAnswer() {
        var load = new Sizing.Load(1e12, 0, 1_000, 0, 3);
        assertThat(Sizing.cheapest(catalog.instanceTypes("aws"), "us-east-1", load))
                .isEmpty();
    }

    @Test
    void whatIsSimulatedIsOfferedOnlyWhenAskedForAndSaysSo() {
        assertThat(catalog.provider("simulated")).isEmpty();
        var asked = new ResourceCatalog(true);
        assertThat(asked.provider("simulated").orElseThrow().title()).contains("Simulated");
        assertThat(asked.instanceTypes("simulated"))
                .allMatch(type -> type.family().equals("simulated"));
        assertThat(asked.instanceTypes("local")).isEqualTo(catalog.instanceTypes("local"));
    }
}
