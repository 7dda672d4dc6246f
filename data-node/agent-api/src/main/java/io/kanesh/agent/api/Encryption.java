package io.kanesh.agent.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a node's files are encrypted and whose key decides. The agent converges to it while the engine runs: no change here restarts
 * the engine by itself.
 *
 * @param key the master key that opens this node's key, and how the node reaches it. Another key than the one in use: the node key
 *     is wrapped by it too, opened through it once, and then the former recipient is dropped
 * @param formerKey the way to the master key that is being replaced; null when no change of key is under way. The project's own
 *     identity may have changed with the key (another cloud), so it is told apart
 * @param algorithm of new files; files under the other one stay readable
 * @param projectId part of the encryption context that the customer's key policy may name
 * @param dataCenter as {@code projectId}
 * @param graceSeconds how long a node goes on while the KMS does not answer: 900 to 86400
 * @param leaseTerms shorter times, for tests by an operator; null in every installation that holds data. Shown in the report
 * @param nodeKeyGeneration raised: a new node key is made under the newest version of the master key and all data keys are wrapped
 *     by it anew (renewal, rotation of the master key)
 * @param dataKeyGeneration raised: every data key retires, and a throttled rewrite takes the files that are under it
 * @param locked true seals the node from our side, whatever its KMS says, until it is false again
 * @param drill what the node is to play instead of asking its KMS; null when there is none
 */
public record Encryption(
        KeyAccess key,
        @Nullable KeyAccess formerKey,
        Algorithm algorithm,
        String projectId,
        String dataCenter,
        long graceSeconds,
        @Nullable LeaseTerms leaseTerms,
        long nodeKeyGeneration,
        long dataKeyGeneration,
        boolean locked,
        @Nullable Drill drill) {

    public static final long SHORTEST_GRACE_SECONDS = Duration.ofMinutes(15).toSeconds();
    public static final long LONGEST_GRACE_SECONDS = Duration.ofHours(24).toSeconds();
    public static final long USUAL_GRACE_SECONDS = Duration.ofHours(4).toSeconds();

    public Encryption {
        required("projectId", projectId);
        required("dataCenter", dataCenter);
        if (graceSeconds < SHORTEST_GRACE_SECONDS || graceSeconds > LONGEST_GRACE_SECONDS) {
            throw new IllegalArgumentException("graceSeconds is " + graceSeconds + "; it lies between "
                    + SHORTEST_GRACE_SECONDS + " and " + LONGEST_GRACE_SECONDS);
        }
        if (nodeKeyGeneration < 0 || dataKeyGeneration < 0) {
            throw new IllegalArgumentException("a generation is not negative");
        }
    }

    /** Everything at its default under one key. */
    public static Encryption under(KeyAccess key, String projectId, String dataCenter) {
        return new Encryption(
                key, null, Algorithm.AES_128, projectId, dataCenter, USUAL_GRACE_SECONDS, null, 0, 0, false, null);
    }

    private static void required(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }

    /** The cipher of new files: AES-GCM with a key of this many bits. */
    public enum Algorithm {
        AES_128,
        AES_256
    }

    /** Which kind of KMS. */
    public enum KmsKind {
        AWS,
        GOOGLE,
        LOCAL
    }

    /**
     * A master key and this node's way to it.
     *
     * @param keyUri an AWS key ARN, a Google Cloud key name, or {@code kanesh-local://<region>/<key>}
     * @param provider must fit the URI
     * @param settings of this node's identity towards the KMS. LOCAL: {@code address}, {@code principal}, {@code secret}. AWS:
     *     {@code roleArn}, {@code externalId}, {@code sessionName}. GOOGLE: {@code serviceAccount}. Beside them the settings that
     *     the provider's README lists
     */
    public record KeyAccess(String keyUri, KmsKind provider, Map<String, String> settings) {
        /** Settings whose values are never printed. */
        private static final Set<String> SECRET = Set.of("secret", "secretAccessKey", "accessToken");

        public KeyAccess {
            required("keyUri", keyUri);
            settings = Map.copyOf(settings);
            var beginning =
                    switch (provider) {
                        case AWS -> "arn:";
                        case GOOGLE -> "projects/";
                        case LOCAL -> "kanesh-local://";
                    };
            if (!keyUri.startsWith(beginning)) {
                throw new IllegalArgumentException(
                        "'" + keyUri + "' is no key of " + provider + ": it begins with " + beginning);
            }
            if (provider == KmsKind.LOCAL && !settings.keySet().containsAll(Set.of("address", "principal", "secret"))) {
                throw new IllegalArgumentException("a key of the local KMS needs address, principal and secret");
            }
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            var shown = new java.util.TreeMap<>(settings);
            shown.replaceAll((name, value) -> SECRET.contains(name) ? "…" : value);
            return "KeyAccess[" + keyUri + ", " + provider + ", " + shown + "]";
        }
    }

    /**
     * Times of the lease that are shorter than any customer can ask for. Milliseconds; null keeps the usual one. The report
     * repeats them, so that no one takes such a node for a usual one.
     *
     * @param validateMillis between two checks (usually 300,000, varied by 10 %)
     * @param confirmMillis between a denial and its confirmation (usually 30,000)
     * @param graceMillis instead of {@code graceSeconds}
     * @param retryMillis between checks while nobody answers (usually 30,000)
     * @param unsealMillis between checks of a sealed node (usually 60,000)
     */
    public record LeaseTerms(
            @Nullable Long validateMillis,
            @Nullable Long confirmMillis,
            @Nullable Long graceMillis,
            @Nullable Long retryMillis,
            @Nullable Long unsealMillis) {
        /** Below this, checks would be all that a node does. */
        public static final long SHORTEST_MILLIS = 100;

        public LeaseTerms {
            notTooShort("validateMillis", validateMillis);
            notTooShort("confirmMillis", confirmMillis);
            notTooShort("graceMillis", graceMillis);
            notTooShort("retryMillis", retryMillis);
            notTooShort("unsealMillis", unsealMillis);
        }

        private static void notTooShort(String name, @Nullable Long millis) {
            if (Objects.requireNonNullElse(millis, SHORTEST_MILLIS) < SHORTEST_MILLIS) {
                throw new IllegalArgumentException(name + " is " + millis + "; at least " + SHORTEST_MILLIS);
            }
        }
    }

    /**
     * A rehearsal in the node's lease, not in the customer's KMS: its checks are answered as if the key were gone.
     *
     * @param id of this rehearsal; a report repeats it while it is played
     * @param until RFC 3339; the node plays it no longer than that, even when nobody tells it to end
     */
    public record Drill(String id, Kind kind, String until) {

        /** What the KMS is said to do. */
        public enum Kind {
            /** The key is disabled. */
            DISABLED,
            /** The node's identity has lost its permission. */
            DENIED,
            /** Nobody answers. */
            UNREACHABLE
        }

        public Drill {
            required("id", id);
            java.time.Instant.parse(until);
        }
    }
}
