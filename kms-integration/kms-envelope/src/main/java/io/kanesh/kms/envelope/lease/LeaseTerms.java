package io.kanesh.kms.envelope.lease;

import java.time.Duration;

/**
 * The bounds of a lease. The defaults bound the time from the KMS's first "no" to a sealed node: a check is at most 330 s away,
 * the confirmation 30 s later, sealing 30 s: 390 s.
 *
 * @param validateEvery between checks, each varied by ± 10 % so that a cluster's nodes spread
 * @param denials definite denials in a row before sealing; identity systems are eventually consistent
 * @param confirmAfter between a denial and its confirmation
 * @param sealWithin the engine's time to stop and forget
 * @param grace how long a node goes on without any good answer; the customer's choice, 15 minutes to 24 hours
 * @param unclearGrace the same after an answer that may have been a denial
 * @param retryOutage between checks while nobody answers
 * @param unsealEvery between checks while sealed
 * @param wallJump a drift between the clocks that forces a check
 */
public record LeaseTerms(
        Duration validateEvery,
        int denials,
        Duration confirmAfter,
        Duration sealWithin,
        Duration grace,
        Duration unclearGrace,
        Duration retryOutage,
        Duration unsealEvery,
        Duration wallJump) {

    public static final Duration SHORTEST_GRACE = Duration.ofMinutes(15);
    public static final Duration LONGEST_GRACE = Duration.ofHours(24);

    /** Jitter of {@link #validateEvery}, in hundredths. */
    static final int JITTER_PERCENT = 10;

    public LeaseTerms {
        if (denials < 1) {
            throw new IllegalArgumentException("At least one denial seals");
        }
        if (grace.compareTo(unclearGrace) < 0) {
            throw new IllegalArgumentException("The grace is not shorter than the grace after an unclear answer");
        }
    }

    /** The defaults with the customer's grace. */
    public static LeaseTerms withGrace(Duration grace) {
        if (grace.compareTo(SHORTEST_GRACE) < 0 || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("A grace lies between 15 minutes and 24 hours, not " + grace);
        }
        return new LeaseTerms(
                Duration.ofSeconds(300),
                2,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                grace,
                SHORTEST_GRACE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    /** Four hours of grace. */
    public static LeaseTerms standard() {
        return withGrace(Duration.ofHours(4));
    }

    /** For keys outside the cloud (XKS, EKM), whose owner's switch is often the network: the shortest grace. */
    public static LeaseTerms externalKey() {
        return withGrace(SHORTEST_GRACE);
    }

    /** The longest time from the KMS's first denial to a sealed node, while the KMS can be reached. */
    public Duration worstCase() {
        return validateEvery
                .multipliedBy(100 + JITTER_PERCENT)
                .dividedBy(100)
                .plus(confirmAfter.multipliedBy(denials - 1L))
                .plus(sealWithin);
    }
}
