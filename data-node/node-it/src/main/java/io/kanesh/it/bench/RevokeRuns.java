package io.kanesh.it.bench;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.envelope.lease.Cause;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.LeaseState;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import io.kanesh.kms.envelope.lease.Moment;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Time from the first refusal of a KMS to the seal of the last of nine nodes, with the real lease machine at its usual terms on a
 * virtual clock of one second. An engine takes all the time that it has for sealing: the worst case. With and without the
 * control plane, which passes the first refusal on.
 */
final class RevokeRuns {
    private static final int RUNS = 50;
    private static final int NODES = 9;
    private static final long HINT_SECONDS = 2;
    private static final long BOUND_SECONDS = Duration.ofMinutes(7).toSeconds();
    private static final Instant BEGIN = Instant.EPOCH;
    private static final LeaseTerms TERMS = LeaseTerms.standard();

    private final PrintStream out;

    RevokeRuns(PrintStream out) {
        this.out = out;
    }

    void run() {
        for (var isHinted : new boolean[] {true, false}) {
            var seconds = new ArrayList<Long>();
            for (var run = 0; run < RUNS; run++) {
                seconds.add(once(new Random(run), isHinted));
            }
            Collections.sort(seconds);
            out.printf(
                    "revoke: %s, %d runs of %d nodes: from the refusal to the last seal %d s median, %d s at most (bound %d s)%n",
                    isHinted ? "with a control plane" : "with the control plane dead",
                    RUNS,
                    NODES,
                    seconds.get(RUNS / 2),
                    seconds.get(RUNS - 1),
                    BOUND_SECONDS);
        }
    }

    private static long once(Random random, boolean isHinted) {
        var leases = new ArrayList<>(Collections.nCopies(NODES, Lease.starting(TERMS, at(0))));
        var revokedAt = Duration.ofHours(1).toSeconds() + random.nextInt(600);
        var hintAt = Long.MAX_VALUE;
        for (var second = 1L; ; second++) {
            if (second == hintAt) {
                leases.replaceAll(lease -> lease.state() == LeaseState.SEALED ? lease : lease.hint());
            }
            var now = at(second);
            var isRevoked = second >= revokedAt;
            leases.replaceAll(lease -> step(lease, now, isRevoked, random));
            if (isHinted && hintAt == Long.MAX_VALUE && hasHeard(leases)) {
                hintAt = second + HINT_SECONDS;
            }
            if (leases.stream().allMatch(lease -> lease.state() == LeaseState.SEALED)) {
                return second - revokedAt;
            }
        }
    }

    private static boolean hasHeard(List<Lease> leases) {
        return leases.stream().anyMatch(lease -> lease.cause().isPresent());
    }

    private static Lease step(Lease before, Moment now, boolean isRevoked, Random random) {
        var lease = before.tick(now);
        if (lease.state() == LeaseState.SEALING) {
            return now.since(lease.since()).compareTo(TERMS.sealWithin()) >= 0 ? lease.sealed(now) : lease;
        }
        if (!lease.checkDue(now) || lease.state() == LeaseState.SEALED) {
            return lease;
        }
        return isRevoked
                ? lease.failed(new Cause(FaultClass.REVOKED, "the key is disabled", ""), now, random)
                : lease.good(now, now, random);
    }

    private static Moment at(long second) {
        return new Moment(Duration.ofSeconds(second).toNanos(), BEGIN.plusSeconds(second));
    }
}
