package io.kanesh.control.catalog;

import java.util.List;
import java.util.Optional;

/** The facade of this module: what can be bought, looked up by name. Everything is constant while the process lives. */
public interface Catalog {

    List<Provider> providers();

    Optional<Provider> provider(String name);

    /** The provider's regions; empty for an unknown provider. */
    List<Region> regions(String provider);

    Optional<Region> region(String provider, String name);

    /** The provider's types, the smallest first within a family; empty for an unknown provider. */
    List<InstanceType> instanceTypes(String provider);

    Optional<InstanceType> instanceType(String provider, String name);

    List<EngineVersion> engineVersions();

    /** What a spec gets that names no version. */
    default EngineVersion preferredVersion() {
        return engineVersions().stream()
                .filter(EngineVersion::preferred)
                .findFirst()
                .orElseThrow();
    }
}
