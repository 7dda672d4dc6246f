package io.kanesh.control.cluster.control;

import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.EngineVersion;
import io.kanesh.control.catalog.InstanceType;
import io.kanesh.control.catalog.Provider;
import io.kanesh.control.catalog.Region;
import io.kanesh.control.cluster.planning.Offer;
import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.cluster.planning.Offer.TypeOffer;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The catalogue as the planning rules see it. */
@Component
class CatalogOffer {
    private final Offer offer;

    /** The catalogue is constant while the process lives, so it is read once. */
    @Autowired
    CatalogOffer(Catalog catalog) {
        this(offerOf(catalog));
    }

    CatalogOffer(Offer offer) {
        this.offer = offer;
    }

    private static Offer offerOf(Catalog catalog) {
        var providers = new LinkedHashMap<String, ProviderOffer>();
        catalog.providers().forEach(provider -> providers.put(provider.name(), of(provider, catalog)));
        String preferred = catalog.providers().stream()
                .filter(Provider::launchable)
                .map(Provider::name)
                .findFirst()
                .orElseThrow();
        return new Offer(
                preferred,
                providers,
                catalog.engineVersions().stream().map(EngineVersion::version).toList(),
                catalog.preferredVersion().version());
    }

    Offer current() {
        return offer;
    }

    private static ProviderOffer of(Provider provider, Catalog catalog) {
        List<InstanceType> known = catalog.instanceTypes(provider.name());
        var zones = new LinkedHashMap<String, List<String>>();
        for (Region region : catalog.regions(provider.name())) {
            zones.put(region.name(), region.zones());
        }
        var types = new LinkedHashMap<String, TypeOffer>();
        for (InstanceType type : known) {
            // A type is offered where it has a price: the catalogue lists prices by region.
            List<String> regions = type.prices().keySet().stream().sorted().toList();
            types.put(type.name(), new TypeOffer(regions, type.vcpus(), type.heapMib(), type.storageBytes()));
        }
        String reason = provider.reason() == null ? "it cannot be launched here." : provider.reason();
        return new ProviderOffer(
                provider.launchable() ? null : reason,
                zones,
                types,
                known.get(0).name());
    }
}
