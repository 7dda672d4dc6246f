package io.kanesh.control.catalog.control;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.EngineVersion;
import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.catalog.Price;
import io.kanesh.control.catalog.Provider;
import io.kanesh.control.catalog.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The catalogue that ships with this release: the local provider, and the AWS families that the service is for. */
@Component
class ResourceCatalog implements Catalog {
    private static final String LOCAL = "local";
    private static final String AWS = "aws";
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final LocalDate AWS_PRICES_AS_OF = LocalDate.of(2026, 7, 20);
    private static final String AWS_PRICED_REGION = "us-east-1";
    private static final Price FREE = new Price(BigDecimal.ZERO, AWS_PRICES_AS_OF);

    private static final List<Provider> PROVIDERS = List.of(
            new Provider(LOCAL, "This computer", true, null),
            new Provider(
                    AWS,
                    "Amazon Web Services",
                    false,
                    "Machines on AWS cannot be launched by this release; its instance types and prices are here for"
                            + " estimates."));
    private static final List<Region> REGIONS = List.of(
            new Region(LOCAL, "local-1", "This computer, first region", List.of("local-1a", "local-1b", "local-1c")),
            new Region(LOCAL, "local-2", "This computer, second region", List.of("local-2a", "local-2b", "local-2c")),
            new Region(
                    AWS,
                    AWS_PRICED_REGION,
                    "US East (N. Virginia)",
                    List.of("us-east-1a", "us-east-1b", "us-east-1c")));

    private final List<Provider> providers;
    private final List<Region> regions;
    private final List<InstanceType> types;

    /** @param simulated whether this installation has the provider of machines that are not real */
    ResourceCatalog(@Value("${kanesh.simulated:false}") boolean simulated) {
        providers = with(PROVIDERS, simulated, SimulatedOffer.PROVIDERS);
        regions = with(REGIONS, simulated, SimulatedOffer.REGIONS);
        types = with(Stream.concat(localTypes(), awsTypes()).toList(), simulated, SimulatedOffer.TYPES);
    }

    private static <T> List<T> with(List<T> always, boolean also, List<T> more) {
        return also ? Stream.concat(always.stream(), more.stream()).toList() : always;
    }

    private static Stream<InstanceType> localTypes() {
        return Stream.of(
                local("local.small", 1, 512, 10, 1),
                local("local.medium", 2, 1024, 20, 2),
                local("local.large", 4, 2048, 40, 4));
    }

    /** An engine takes about 700 MiB beside its heap: metaspace, code, threads, off-heap memtables and caches. */
    private static InstanceType local(String name, int vcpus, int heapMib, int storageGib, int weight) {
        return new InstanceType(
                LOCAL,
                name,
                "local",
                "host",
                vcpus,
                (heapMib + 768) * MIB,
                heapMib,
                storageGib * GIB,
                0,
                weight,
                Map.of("local-1", FREE, "local-2", FREE));
    }

    private static Stream<InstanceType> awsTypes() {
        try (var input = Objects.requireNonNull(
                ResourceCatalog.class.getResourceAsStream("/catalog/aws-instance-types.csv"), "the catalogue's file")) {
            var lines = new String(input.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> aws(line.split(",", -1)))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InstanceType aws(String[] column) {
        int vcpus = Integer.parseInt(column[3]);
        long memory = Long.parseLong(column[4]) * GIB;
        return new InstanceType(
                AWS,
                column[0],
                column[1],
                column[2],
                vcpus,
                memory,
                heapMib(memory),
                Long.parseLong(column[5]) * 1_000_000_000L,
                Integer.parseInt(column[6]),
                vcpus / 2.0,
                Map.of(AWS_PRICED_REGION, new Price(new BigDecimal(column[7]), AWS_PRICES_AS_OF)));
    }

    /** A quarter of the memory, at most 31 GiB: above it references are no longer compressed; the rest is page cache. */
    private static int heapMib(long memoryBytes) {
        return (int) Math.min(31 * 1024, memoryBytes / MIB / 4);
    }

    @Override
    public List<Provider> providers() {
        return providers;
    }

    @Override
    public Optional<Provider> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    @Override
    public List<Region> regions(String provider) {
        return regions.stream()
                .filter(region -> region.provider().equals(provider))
                .toList();
    }

    @Override
    public Optional<Region> region(String provider, String name) {
        return regions(provider).stream()
                .filter(region -> region.name().equals(name))
                .findFirst();
    }

    @Override
    public List<InstanceType> instanceTypes(String provider) {
        return types.stream().filter(type -> type.provider().equals(provider)).toList();
    }

    @Override
    public Optional<InstanceType> instanceType(String provider, String name) {
        return instanceTypes(provider).stream()
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    @Override
    public List<EngineVersion> engineVersions() {
        return List.of(new EngineVersion("5.0.9", "5.0.9", true));
    }
}
