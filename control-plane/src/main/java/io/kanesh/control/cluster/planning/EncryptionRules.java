package io.kanesh.control.cluster.planning;

import io.kanesh.agent.api.Encryption.Algorithm;
import io.kanesh.control.cluster.ClusterDraft;
import io.kanesh.control.cluster.ClusterDraft.EncryptionDraft;
import io.kanesh.control.cluster.ClusterSpec;
import io.kanesh.control.cluster.DataCenterSpec;
import io.kanesh.control.cluster.EncryptionSpec;
import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyOffer;
import io.kanesh.control.keys.KeyProvider;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a draft's encryption. What a cluster has already is not judged again: a key that is denied today must not keep
 * anybody from changing a label.
 */
final class EncryptionRules {
    private static final String KEY_FIELD = "encryption.keyId";

    private final KeyOffer keys;
    private final @Nullable ClusterSpec current;
    private final List<Problem> problems;

    /**
     * @param current the spec as it is; null for a new cluster
     * @param problems where what is wrong is added
     */
    EncryptionRules(KeyOffer keys, @Nullable ClusterSpec current, List<Problem> problems) {
        this.keys = keys;
        this.current = current;
        this.problems = problems;
    }

    EncryptionSpec check(ClusterDraft draft, List<DataCenterSpec> dataCenters, String provider) {
        @Nullable EncryptionDraft asked = draft.encryption();
        EncryptionSpec spec = new EncryptionSpec(
                checkKey(KEY_FIELD, asked == null ? null : asked.keyId(), defaultKey()),
                algorithm(asked),
                grace(asked));
        for (int i = 0; i < dataCenters.size(); i++) {
            DataCenterSpec dataCenter = dataCenters.get(i);
            KeyId own = dataCenter.keyId();
            checkRegion(
                    own == null ? KEY_FIELD : "dataCenters[" + i + "].keyId",
                    own == null ? spec.keyId() : own,
                    dataCenter,
                    provider);
        }
        checkPolicy(spec, dataCenters);
        return spec;
    }

    private KeyId defaultKey() {
        return current == null ? keys.defaultKey() : current.encryption().keyId();
    }

    /** A key that a data center names; null when it names none. */
    @Nullable
    KeyId checkOwn(String field, @Nullable String asked) {
        return asked == null ? null : checkKey(field, asked, keys.defaultKey());
    }

    private KeyId checkKey(String field, @Nullable String asked, KeyId otherwise) {
        if (asked == null || asked.equals(otherwise.value())) {
            return otherwise;
        }
        Cmk key = keys.keys().values().stream()
                .filter(known -> known.id().value().equals(asked))
                .findFirst()
                .orElse(null);
        if (key == null) {
            refuse(
                    field,
                    "key-unknown",
                    "The project has no key '" + Words.shown(asked) + "'.",
                    "Register it with POST …/keys, or leave the field away for a provider-managed key.");
            return otherwise;
        }
        if (isInUse(key.id())) {
            return key.id();
        }
        if (key.providerManaged() && !key.id().equals(keys.defaultKey())) {
            refuse(
                    field,
                    "key-of-another-cluster",
                    "The key '" + key.name().value() + "' was made for another cluster, and goes with it.",
                    "Register a key of your own to share it between clusters.");
        } else if (!key.phase().usable()) {
            refuse(
                    field,
                    "key-not-usable",
                    "The key '" + key.name().value() + "' is " + key.phase() + ".",
                    "POST …/keys/" + key.id().value() + ":check says what is missing; only an ACTIVE key can be used.");
        }
        return key.id();
    }

    private boolean isInUse(KeyId key) {
        return current != null && current.keys().contains(key);
    }

    private void checkRegion(String field, KeyId id, DataCenterSpec dataCenter, String provider) {
        Cmk key = keys.keys().get(id);
        if (key == null || isInUse(id)) {
            return;
        }
        // A node on a laptop may use a key in a cloud; a node in a cloud uses the key of its own region, which it must
        // reach when every other region is down.
        boolean mustBeNear = key.provider() == KeyProvider.LOCAL
                || provider.equals(key.provider().word());
        String region = key.in(dataCenter.region()).region();
        if (mustBeNear && !region.equals(dataCenter.region())) {
            refuse(
                    field,
                    "key-in-another-region",
                    "Data center '" + dataCenter.name() + "' is in " + dataCenter.region() + ", and the key '"
                            + key.name().value() + "' is in " + region + ".",
                    "Each data center uses a key of its own region: name one in dataCenters[].keyId.");
        }
    }

    private Algorithm algorithm(@Nullable EncryptionDraft asked) {
        String name = asked == null ? null : asked.algorithm();
        if (name == null) {
            return current == null ? Algorithm.AES_128 : current.encryption().algorithm();
        }
        return Stream.of(Algorithm.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    refuse(
                            "encryption.algorithm",
                            "algorithm-unknown",
                            "There is no algorithm '" + Words.shown(name) + "'.",
                            "\"AES_128\" or \"AES_256\".");
                    return Algorithm.AES_128;
                });
    }

    private int grace(@Nullable EncryptionDraft asked) {
        Integer minutes = asked == null ? null : asked.outageGraceMinutes();
        if (minutes == null) {
            return current == null
                    ? EncryptionSpec.USUAL_GRACE
                    : current.encryption().outageGraceMinutes();
        }
        if (minutes < EncryptionSpec.SHORTEST_GRACE || minutes > EncryptionSpec.LONGEST_GRACE) {
            refuse(
                    "encryption.outageGraceMinutes",
                    "grace-out-of-range",
                    "The grace in an outage of the KMS has " + EncryptionSpec.SHORTEST_GRACE + " to "
                            + EncryptionSpec.LONGEST_GRACE + " minutes, not " + minutes + ".",
                    "e.g. " + EncryptionSpec.USUAL_GRACE);
            return EncryptionSpec.USUAL_GRACE;
        }
        return minutes;
    }

    private void checkPolicy(EncryptionSpec spec, List<DataCenterSpec> dataCenters) {
        ClusterSpec before = current;
        boolean isSame = before != null
                && before.encryption().equals(spec)
                && before.dataCenters().stream()
                        .map(DataCenterSpec::keyId)
                        .toList()
                        .equals(dataCenters.stream().map(DataCenterSpec::keyId).toList());
        if (isSame) {
            return;
        }
        boolean isOurs = Stream.concat(
                        Stream.of(spec.keyId()),
                        dataCenters.stream().map(DataCenterSpec::keyId).filter(Objects::nonNull))
                .anyMatch(this::providerManaged);
        if (keys.policy().customerKeysOnly() && isOurs) {
            refuse(
                    KEY_FIELD,
                    "customer-key-required",
                    "The project demands a key of one's own for every cluster, and this is a provider-managed one.",
                    "Register a key with POST …/keys and name it here.");
        }
        if (keys.policy().aes256Only() && spec.algorithm() != Algorithm.AES_256) {
            refuse(
                    "encryption.algorithm",
                    "aes-256-required",
                    "The project demands AES-256 for every cluster.",
                    "\"AES_256\"");
        }
    }

    /** A key that is not there yet is the one that is to be made. */
    private boolean providerManaged(KeyId id) {
        Cmk key = keys.keys().get(id);
        return key == null || key.providerManaged();
    }

    private void refuse(String field, String code, String message, @Nullable String hint) {
        problems.add(Problem.invalid(field, code, message, hint));
    }
}
