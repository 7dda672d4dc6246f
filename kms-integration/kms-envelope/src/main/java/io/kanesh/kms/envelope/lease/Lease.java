package io.kanesh.kms.envelope.lease;

import io.kanesh.kms.FaultClass;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The lease of one node on its master key. Immutable; every event gives the next lease.
 *
 * <p>Invariants: a key is held only in ACTIVE, DEGRADED and (while it lasts) SEALING and TAMPERED after a good answer; the hold
 * ends at last good answer + grace by either clock, and nothing but a good answer moves that; a good answer while SEALING does
 * not stop the sealing.
 *
 * <p>After every event the owner looks at {@link #checkDue}, {@link #mustSeal} and {@link #holdsKey}.
 */
public final class Lease {

    /** Longest pause between tries at start; begins at one second and doubles. */
    private static final Duration LONGEST_START_PAUSE = Duration.ofSeconds(60);

    private final LeaseTerms terms;
    private final LeaseState state;
    private final Moment since;
    private final Moment lastSeen;
    private final @Nullable Moment lastGood;
    private final Moment lastCheck;
    private final Duration untilCheck;
    private final int denials;
    private final int failures;
    private final @Nullable Moment firstUnclear;
    private final @Nullable Cause cause;

    private Lease(Change change) {
        this.terms = change.terms;
        this.state = change.state;
        this.since = change.since;
        this.lastSeen = change.lastSeen;
        this.lastGood = change.lastGood;
        this.lastCheck = change.lastCheck;
        this.untilCheck = change.untilCheck;
        this.denials = change.denials;
        this.failures = change.failures;
        this.firstUnclear = change.firstUnclear;
        this.cause = change.cause;
    }

    /** A node that starts: no key; the first check is due at once. */
    public static Lease starting(LeaseTerms terms, Moment now) {
        return new Lease(new Change(terms, now));
    }

    /**
     * A lease that another process held before: the engine went on while its agent was away.
     *
     * @param lastGood when its last good answer was asked for, which this does not extend
     */
    public static Lease resuming(LeaseTerms terms, Moment lastGood, Moment now) {
        var change = new Change(terms, now);
        change.state = LeaseState.DEGRADED;
        change.lastGood = lastGood;
        return new Lease(change).tick(now);
    }

    /** The same lease on other terms; a shorter grace counts from the last good answer, as a longer one does. */
    public Lease on(LeaseTerms newTerms, Moment now) {
        var change = new Change(this);
        change.terms = newTerms;
        return new Lease(change).tick(now);
    }

    public LeaseTerms terms() {
        return terms;
    }

    public LeaseState state() {
        return state;
    }

    /** When the next check is due; zero when it is. */
    public Duration untilCheck(Moment now) {
        var left = untilCheck.minus(now.since(lastCheck));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** When the state began. */
    public Moment since() {
        return since;
    }

    /** When the last check that was answered well was <em>sent</em>. */
    public Optional<Moment> lastGood() {
        return Optional.ofNullable(lastGood);
    }

    /** Why the last answer was not good. */
    public Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether the engine may have the key. */
    public boolean holdsKey() {
        return lastGood != null && state != LeaseState.SEALED && state != LeaseState.WAITING_FOR_KMS;
    }

    /** Whether the engine must stop, wipe and exit. */
    public boolean mustSeal() {
        return state == LeaseState.SEALING;
    }

    /** Whether a check (an uncached decrypt of the active node key) should be sent now. */
    public boolean checkDue(Moment now) {
        return now.since(lastCheck).compareTo(untilCheck) >= 0;
    }

    /** How long until the hold ends unless a good answer comes; empty when no key is held. May be zero. */
    public Optional<Duration> remaining(Moment now) {
        if (lastGood == null || !holdsKey() || state == LeaseState.SEALING) {
            return Optional.empty();
        }
        var left = terms.grace().minus(now.since(lastGood));
        if (firstUnclear != null) {
            var short_ = terms.unclearGrace().minus(now.since(firstUnclear));
            left = short_.compareTo(left) < 0 ? short_ : left;
        }
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /** Time passed. Call at least every few seconds. */
    public Lease tick(Moment now) {
        var change = new Change(this);
        if (now.driftSince(lastSeen).compareTo(terms.wallJump()) > 0) {
            change.untilCheck = Duration.ZERO;
        }
        change.lastSeen = now;
        var left = remaining(now);
        if (left.isPresent() && left.get().isZero()) {
            change.enter(LeaseState.SEALING, now);
        }
        return new Lease(change);
    }

    /** Somebody says that the key may have been revoked. Only makes the next check come now. */
    public Lease hint() {
        var change = new Change(this);
        change.untilCheck = Duration.ZERO;
        return new Lease(change);
    }

    /** The engine has stopped and its process is gone. */
    public Lease sealed(Moment now) {
        var change = new Change(this);
        change.enter(LeaseState.SEALED, now);
        change.lastGood = null;
        change.untilCheck = terms.unsealEvery();
        return new Lease(change);
    }

    /**
     * The KMS unwrapped the node key.
     *
     * @param sent when the request left, so that a slow answer extends nothing
     */
    public Lease good(Moment sent, Moment now, RandomGenerator random) {
        var late = tick(now);
        var change = new Change(late);
        change.lastCheck = sent;
        change.untilCheck = jittered(terms.validateEvery(), random);
        if (late.state == LeaseState.SEALING) {
            return new Lease(change);
        }
        change.enter(LeaseState.ACTIVE, now);
        change.lastGood = sent;
        change.denials = 0;
        change.failures = 0;
        change.firstUnclear = null;
        change.cause = null;
        // The answer itself may have been so slow that the lease is over again.
        return new Lease(change).tick(now);
    }

    /** The check failed. */
    public Lease failed(Cause why, Moment now, RandomGenerator random) {
        var late = tick(now);
        var change = new Change(late);
        change.lastCheck = now;
        change.cause = why;
        change.failures++;
        switch (late.state) {
            case SEALING -> change.cause = late.cause == null ? why : late.cause;
            case SEALED -> change.untilCheck = terms.unsealEvery();
            case WAITING_FOR_KMS, ACTIVE, DEGRADED, TAMPERED -> {
                if (change.lastGood == null) {
                    failedAtStart(change, why, now, random);
                } else {
                    failedWhileHeld(change, why, now, random);
                }
            }
        }
        return new Lease(change);
    }

    private void failedAtStart(Change change, Cause why, Moment now, RandomGenerator random) {
        if (why.faultClass() == FaultClass.REVOKED) {
            change.enter(LeaseState.SEALED, now);
            change.untilCheck = terms.unsealEvery();
        } else if (why.faultClass() == FaultClass.TAMPER) {
            change.enter(LeaseState.TAMPERED, now);
            change.untilCheck = jittered(terms.validateEvery(), random);
        } else {
            change.enter(LeaseState.WAITING_FOR_KMS, now);
            var pause = Duration.ofSeconds(1L << Math.min(change.failures - 1, 6));
            var bounded = pause.compareTo(LONGEST_START_PAUSE) > 0 ? LONGEST_START_PAUSE : pause;
            change.untilCheck = jittered(bounded, random);
        }
    }

    private void failedWhileHeld(Change change, Cause why, Moment now, RandomGenerator random) {
        if (why.faultClass() == FaultClass.REVOKED) {
            change.denials++;
            if (change.denials >= terms.denials()) {
                change.enter(LeaseState.SEALING, now);
            } else {
                change.enter(LeaseState.DEGRADED, now);
                change.untilCheck = terms.confirmAfter();
            }
            return;
        }
        change.enter(why.faultClass() == FaultClass.TAMPER ? LeaseState.TAMPERED : LeaseState.DEGRADED, now);
        change.untilCheck = why.faultClass() == FaultClass.TAMPER
                ? jittered(terms.validateEvery(), random)
                : jittered(terms.retryOutage(), random);
        // Silence after a denial is no better than an unclear answer: whoever cuts the network must not win four hours.
        var doubtful = why.faultClass() == FaultClass.UNCLEAR || change.denials > 0;
        if (doubtful && change.firstUnclear == null) {
            change.firstUnclear = now;
        }
    }

    /** ± 10 %. */
    private static Duration jittered(Duration base, RandomGenerator random) {
        var percent = 100 - LeaseTerms.JITTER_PERCENT + random.nextInt(2 * LeaseTerms.JITTER_PERCENT + 1);
        return base.multipliedBy(percent).dividedBy(100);
    }

    /** The fields of the next lease while it is put together. */
    private static final class Change {
        private LeaseTerms terms;
        private LeaseState state;
        private Moment since;
        private Moment lastSeen;
        private @Nullable Moment lastGood;
        private Moment lastCheck;
        private Duration untilCheck;
        private int denials;
        private int failures;
        private @Nullable Moment firstUnclear;
        private @Nullable Cause cause;

        Change(LeaseTerms terms, Moment now) {
            this.terms = terms;
            state = LeaseState.WAITING_FOR_KMS;
            since = now;
            lastSeen = now;
            lastCheck = now;
            untilCheck = Duration.ZERO;
        }

        Change(Lease from) {
            terms = from.terms;
            state = from.state;
            since = from.since;
            lastSeen = from.lastSeen;
            lastGood = from.lastGood;
            lastCheck = from.lastCheck;
            untilCheck = from.untilCheck;
            denials = from.denials;
            failures = from.failures;
            firstUnclear = from.firstUnclear;
            cause = from.cause;
        }

        void enter(LeaseState next, Moment now) {
            if (state != next) {
                state = next;
                since = now;
            }
        }
    }
}
