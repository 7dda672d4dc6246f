package io.kanesh.control.catalog.control;

import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.catalog.Price;
import io.kanesh.control.catalog.Provider;
import io.kanesh.control.catalog.Region;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the simulated cloud offers; every name says that it is not real. */
final class SimulatedOffer {
    private static final String NAME = "simulated";
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final Price FREE = new Price(BigDecimal.ZERO, LocalDate.of(2026, 11, 21));

    static final List<Provider> PROVIDERS =
            List.of(new Provider(NAME, "Simulated (no machine is real and no data is kept)", true, null));
    static final List<Region> REGIONS = List.of(
            new Region(NAME, "sim-1", "Simulated, first region", List.of("sim-1a", "sim-1b", "sim-1c")),
            new Region(NAME, "sim-2", "Simulated, second region", List.of("sim-2a", "sim-2b", "sim-2c")));
    static final List<InstanceType> TYPES = List.of(
            type("sim.small", 1, 512, 10, 1), type("sim.medium", 2, 1024, 20, 2), type("sim.large", 4, 2048, 40, 4));

    private SimulatedOffer() {}

    private static InstanceType type(String name, int vcpus, int heapMib, int storageGib, int weight) {
        return new InstanceType(
                NAME,
                name,
                NAME,
                NAME,
                vcpus,
                (heapMib + 768) * MIB,
                heapMib,
                storageGib * GIB,
                0,
                weight,
                Map.of("sim-1", FREE, "sim-2", FREE));
    }
}
