package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.cluster.planning.Offer.TypeOffer;
import io.kanesh.control.keys.KeyOffer;
import io.kanesh.control.keys.KeyPolicy;
import io.kanesh.control.shared.Id.KeyId;
import java.util.List;
import java.util.Map;

/** Offers for tests. */
public final class Offers {
    public static final Offer LOCAL =
            new Offer("local", Map.of("local", local(), "aws", aws()), List.of("5.0.9"), "5.0.9");

    /** No key is registered; a cluster would get this one. */
    public static final KeyId OWN_KEY = new KeyId("key_01h00000000000000000000000");

    public static final KeyOffer KEYS = new KeyOffer(KeyPolicy.NONE, OWN_KEY, Map.of());

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
