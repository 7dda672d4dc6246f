package io.kanesh.control.cluster.rest;

import io.kanesh.agent.api.Encryption.Algorithm;
import io.kanesh.control.catalog.Catalog;
import io.kanesh.control.catalog.KeyPrice;
import io.kanesh.control.catalog.Region;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.keys.KeyOnboarding;
import io.kanesh.control.keys.KeyPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Choices for a new cluster's encryption, with prices and the way to each. */
@Schema(name = "EncryptionOptionsResponse")
record EncryptionOptionsResponse(
        ProviderKeyOption providerKey,
        List<KeyProviderOption> keyProviders,
        List<AlgorithmOption> algorithms,
        GraceOption outageGraceMinutes,
        DemandOption policy) {
    private static final String NOT_ALLOWED = "The project's key policy does not allow it.";

    /** The key that is made with the cluster and goes with it. */
    @Schema(name = "ProviderKeyOption")
    record ProviderKeyOption(
            boolean allowed,
            @Nullable String whyNot,
            String text,

            @Schema(description = "none: nothing has to be done")
            List<StepOption> steps,

            BigDecimal usdPerKeyMonth,
            BigDecimal usdPer10000Requests) {}

    /** A KMS in which one's own key can be. */
    @Schema(name = "KeyProviderOption")
    record KeyProviderOption(
            @Schema(allowableValues = {"aws", "gcp", "local"})
            String provider,

            String title,
            boolean forProduction,

            @Schema(description = "whether this installation has an identity there")
            boolean ready,

            @Nullable String whyNot,
            @Nullable String hint,

            @Schema(description = "who is let in by the grant") @Nullable
            String principal,

            String uriShape,
            String uriExample,
            BigDecimal usdPerKeyMonth,
            BigDecimal usdPer10000Requests,
            long requestsPerNodeAndMonth,

            @Schema(description = "where this installation's data centers can be; empty when it has none there")
            List<RegionOption> regions,

            List<StepOption> steps) {
        static KeyProviderOption from(KeyOnboarding onboarding, Catalog catalog) {
            String provider = onboarding.provider().word();
            var missing = onboarding.missing();
            return new KeyProviderOption(
                    provider,
                    onboarding.title(),
                    onboarding.forProduction(),
                    missing == null,
                    missing == null ? null : missing.message(),
                    missing == null ? null : missing.hint(),
                    onboarding.principal(),
                    onboarding.uriShape(),
                    onboarding.uriExample(),
                    KeyPrice.usdPerKey(provider),
                    KeyPrice.usdPer10000Requests(provider),
                    KeyPrice.REQUESTS_PER_NODE,
                    catalog.regions(provider).stream().map(RegionOption::from).toList(),
                    onboarding.steps().stream().map(StepOption::from).toList());
        }
    }

    /** One step. */
    @Schema(name = "KeyStepOption")
    record StepOption(
            @Schema(example = "1") int number,
            String title,
            String text,

            @Schema(allowableValues = {"kms", "grant-text", "register", "check", "create"})
            String door) {
        static StepOption from(KeyOnboarding.Step step) {
            String door = step.door().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new StepOption(step.number(), step.title(), step.text(), door);
        }
    }

    /** A region of data centers. */
    @Schema(name = "KeyRegionOption")
    record RegionOption(String name, String title) {
        static RegionOption from(Region region) {
            return new RegionOption(region.name(), region.title());
        }
    }

    /** A cipher for new files. */
    @Schema(name = "AlgorithmOption")
    record AlgorithmOption(
            @Schema(allowableValues = {"AES_128", "AES_256"})
            String name,

            @Schema(description = "what to begin with") boolean standard,

            boolean allowed,
            @Nullable String whyNot,
            String text) {}

    /** How long nodes go on while their KMS does not answer. */
    @Schema(name = "GraceOption")
    record GraceOption(
            @Schema(example = "15") int least,
            @Schema(example = "240") int usual,
            @Schema(example = "1440") int most) {}

    /** What the project demands. */
    @Schema(name = "KeyDemandOption")
    record DemandOption(boolean customerKeysOnly, boolean aes256Only) {}

    static EncryptionOptionsResponse from(List<KeyOnboarding> onboardings, KeyPolicy policy, Catalog catalog) {
        return new EncryptionOptionsResponse(
                new ProviderKeyOption(
                        !policy.customerKeysOnly(),
                        policy.customerKeysOnly() ? NOT_ALLOWED : null,
                        "A key is made for the cluster in this installation's KMS and destroyed with it. It can be exchanged"
                                + " for your own at any time, without rewriting data.",
                        List.of(),
                        KeyPrice.usdPerKey("local"),
                        KeyPrice.usdPer10000Requests("local")),
                onboardings.stream()
                        .map(onboarding -> KeyProviderOption.from(onboarding, catalog))
                        .toList(),
                List.of(
                        new AlgorithmOption(
                                Algorithm.AES_128.name(),
                                !policy.aes256Only(),
                                !policy.aes256Only(),
                                policy.aes256Only() ? NOT_ALLOWED : null,
                                "AES-GCM with 128-bit keys."),
                        new AlgorithmOption(
                                Algorithm.AES_256.name(),
                                policy.aes256Only(),
                                true,
                                null,
                                "AES-GCM with 256-bit keys, for rules that ask for them.")),
                new GraceOption(
                        EncryptionSpec.SHORTEST_GRACE, EncryptionSpec.USUAL_GRACE, EncryptionSpec.LONGEST_GRACE),
                new DemandOption(policy.customerKeysOnly(), policy.aes256Only()));
    }
}
