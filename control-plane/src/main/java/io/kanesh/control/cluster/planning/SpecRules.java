package io.kanesh.control.cluster.planning;

import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.DataCenterDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.cluster.planning.Offer.ProviderOffer;
import io.kanesh.control.keys.KeyOffer;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.ResourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a whole spec of what a customer wrote, or says everything that is wrong with it, each with its field. What depends on
 * other clusters (whether a name is taken) is not decided here.
 */
public final class SpecRules {
    private static final int MOST_DATA_CENTERS = 8;
    /** Paths and words of the console and of the engine, which would be confusing as names. */
    private static final Set<String> RESERVED_NAMES = Set.of("new", "all", "kanesh", "system");

    private final Offer offer;
    private final EncryptionRules encryption;
    private final List<Problem> problems = new ArrayList<>();

    private SpecRules(Offer offer, KeyOffer keys, @Nullable ClusterSpec current) {
        this.offer = offer;
        this.encryption = new EncryptionRules(keys, current, problems);
    }

    /**
     * The spec with every default filled in, or every problem, in the order of the fields.
     *
     * @param current the spec as it is; null for a new cluster
     */
    public static Answer<ClusterSpec> check(
            ClusterDraft draft, Offer offer, KeyOffer keys, @Nullable ClusterSpec current) {
        return new SpecRules(offer, keys, current).check(draft);
    }

    private Answer<ClusterSpec> check(ClusterDraft draft) {
        String name = checkName(draft.name());
        @Nullable ProviderOffer provider = checkProvider(draft.provider());
        String engineVersion = checkEngineVersion(draft.engineVersion());
        List<DataCenterSpec> dataCenters = checkDataCenters(draft.dataCenters(), provider);
        EncryptionSpec encrypted = encryption.check(draft, dataCenters, providerName(draft.provider()));
        List<String> allowedCidrs = CidrRules.check(draft.allowedCidrs(), problems);
        Map<String, String> labels = LabelRules.check(draft.labels(), problems);
        if (!problems.isEmpty()) {
            return Answer.refused(problems);
        }
        return Answer.of(new ClusterSpec(
                new ResourceName(name),
                providerName(draft.provider()),
                engineVersion,
                dataCenters,
                encrypted,
                allowedCidrs,
                draft.deletionProtection() == null || draft.deletionProtection(),
                labels));
    }

    private String checkName(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            refuse("name", "name-required", "A cluster needs a name.", ResourceName.RULE);
        } else if (!ResourceName.isValid(name)) {
            refuse("name", "name-invalid", "This is not a name for a cluster.", ResourceName.RULE);
        } else if (RESERVED_NAMES.contains(name)) {
            refuse("name", "name-reserved", "The name '" + name + "' is reserved.", "Choose another, e.g. \"orders\".");
        }
        return name == null ? "" : name;
    }

    private String providerName(@Nullable String asked) {
        return asked == null ? offer.defaultProvider() : asked;
    }

    private @Nullable ProviderOffer checkProvider(@Nullable String asked) {
        String name = providerName(asked);
        ProviderOffer provider = offer.providers().get(name);
        if (provider == null) {
            refuse(
                    "provider",
                    "provider-unknown",
                    "There is no provider '" + Words.shown(name) + "'.",
                    "Known: " + Words.list(offer.providers().keySet()) + ".");
        } else if (provider.notLaunchable() != null) {
            refuse(
                    "provider",
                    "provider-not-launchable",
                    "No cluster can be created on '" + name + "': " + provider.notLaunchable(),
                    "Use \"" + offer.defaultProvider() + "\"; prices are estimated for the others too.");
            return null;
        }
        return provider;
    }

    private String checkEngineVersion(@Nullable String asked) {
        if (asked == null) {
            return offer.defaultEngineVersion();
        }
        if (!offer.engineVersions().contains(asked)) {
            refuse(
                    "engineVersion",
                    "engine-version-unknown",
                    "There is no engine version '" + Words.shown(asked) + "'.",
                    "Known: " + Words.list(offer.engineVersions()) + ".");
        }
        return asked;
    }

    private List<DataCenterSpec> checkDataCenters(
            @Nullable List<@Nullable DataCenterDraft> drafts, @Nullable ProviderOffer provider) {
        if (drafts == null || drafts.isEmpty()) {
            refuse(
                    "dataCenters",
                    "data-centers-required",
                    "A cluster needs at least one data center.",
                    "e.g. [{\"region\": \"local-1\"}]");
            return List.of();
        }
        if (drafts.size() > MOST_DATA_CENTERS) {
            refuse(
                    "dataCenters",
                    "data-centers-too-many",
                    "A cluster has at most " + MOST_DATA_CENTERS + " data centers, not " + drafts.size() + ".",
                    null);
            return List.of();
        }
        var checked = new ArrayList<DataCenterSpec>();
        var fieldOfName = new HashMap<String, String>();
        for (int i = 0; i < drafts.size(); i++) {
            String path = "dataCenters[" + i + "]";
            DataCenterDraft draft = drafts.get(i);
            if (draft == null) {
                refuse(
                        path,
                        "data-center-required",
                        "A data center is an object, not null.",
                        "{\"region\": \"local-1\"}");
                continue;
            }
            String name = draft.name() == null ? "dc" + (i + 1) : draft.name();
            String taken = fieldOfName.putIfAbsent(name, path + ".name");
            if (taken != null) {
                refuse(
                        path + ".name",
                        "data-center-name-duplicate",
                        "Two data centers are called '" + Words.shown(name) + "'; see " + taken + ".",
                        "Give each its own name; without one they are called dc1, dc2, …");
            }
            new DataCenterRules(provider, encryption, problems)
                    .check(path, name, draft)
                    .ifPresent(checked::add);
        }
        return checked;
    }

    private void refuse(String field, String code, String message, @Nullable String hint) {
        problems.add(Problem.invalid(field, code, message, hint));
    }
}
