package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.cluster.planning.Offer.TypeOffer;
import java.util.List;
import java.util.Map;

/** Offers for tests. */
public final class Offers {
    public static final Offer LOCAL =
            new Offer("local", Map.of("local", local(), "aws", aws()), List.of("5.0.9"), "5.0.9");

    private Offers() {}

    private static ProviderOffer local() {
        List<String> regions = List.of("local-1", "local-2");
        return new ProviderOffer(
                null,
                Map.of(
                        "local-1", List.of("local-1a", "local-1b", "local-1c"),
                        "local-2", List.of("local-2a", "local-2b", "local-2c")),
                Map.of(
                        "local.small", new TypeOffer(regions, 1, 512, 2_000_000_000L),
                        "local.large", new TypeOffer(List.of("local-1"), 4, 2048, 8_000_000_000L)),
                "local.small");
    }

    private static ProviderOffer aws() {
        return new ProviderOffer(
                "this version launches local machines only.",
                Map.of("eu-central-1", List.of("eu-central-1a")),
                Map.of(),
                "i4i.large");
    }
}
