package io.kanesh.kms.envelope.lease;

import io.kanesh.kms.FaultClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Many leases against one KMS on a virtual clock, one second at a time. What the KMS answers is the test's to say. */
final class Fleet {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final List<Lease> leases = new ArrayList<>();
    private final RandomGenerator random;
    private final LeaseTerms terms;
    private final Kms kms;
    private final @Nullable Duration hintAfter;
    private long second;
    private long hintAt = Long.MAX_VALUE;
    int calls;

    /** Answers one check: null for a good answer. */
    interface Kms {
        @Nullable
        FaultClass answer(long second);
    }

    /** @param hintAfter how long a denial takes to reach the other nodes through the control plane; null without one */
    Fleet(int nodes, LeaseTerms terms, Kms kms, @Nullable Duration hintAfter, RandomGenerator random) {
        this.random = random;
        this.terms = terms;
        this.kms = kms;
        this.hintAfter = hintAfter;
        for (var node = 0; node < nodes; node++) {
            leases.add(Lease.starting(terms, now()));
        }
    }

    Moment now() {
        return new Moment(second * 1_000_000_000L, BEGIN.plusSeconds(second));
    }

    long second() {
        return second;
    }

    boolean all(LeaseState state) {
        return leases.stream().allMatch(lease -> lease.state() == state);
    }

    /** One second. A lease that must seal is sealed after all the time that its engine has for it: the worst case. */
    void step() {
        second++;
        if (second >= hintAt) {
            hintAt = Long.MAX_VALUE;
            leases.replaceAll(lease -> lease.state() == LeaseState.SEALED ? lease : lease.hint());
        }
        leases.replaceAll(this::stepped);
    }

    private Lease stepped(Lease before) {
        var lease = before.tick(now());
        if (lease.state() == LeaseState.SEALING) {
            return now().since(lease.since()).compareTo(terms.sealWithin()) >= 0 ? lease.sealed(now()) : lease;
        }
        if (!lease.checkDue(now())) {
            return lease;
        }
        calls++;
        var fault = kms.answer(second);
        if (fault == null) {
            return lease.good(now(), now(), random);
        }
        if (fault == FaultClass.REVOKED
                && hintAfter != null
                && hintAt == Long.MAX_VALUE
                && lease.cause().isEmpty()) {
            hintAt = second + hintAfter.toSeconds();
        }
        return lease.failed(new Cause(fault, "as told", ""), now(), random);
    }
}
