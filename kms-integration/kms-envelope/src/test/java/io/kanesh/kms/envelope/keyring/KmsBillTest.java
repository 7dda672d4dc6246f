package io.kanesh.kms.envelope.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.kms.envelope.FakeKms;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import io.kanesh.kms.envelope.lease.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a KMS charges for: counted over a simulated day of nine nodes with many sstables. */
class KmsBillTest {

    /** AWS KMS and Google Cloud KMS both charge this for 10,000 requests with a symmetric key (2026). */
    private static final double DOLLARS_PER_TEN_THOUSAND = 0.03;

    private static final double DAYS_A_MONTH = 365.25 / 12;
    private static final int NODES = 9;
    private static final int SSTABLES = 200;

    @TempDir
    Path folder;

    private final Random random = new Random(9);

    @Test
    void aDayOfNineNodesCostsLessThanAQuarterOfADollarAMonth() throws IOException {
        var calls = 0;
        for (var node = 0; node < NODES; node++) {
            calls += callsOfADay(Files.createDirectory(folder.resolve("node-" + node)));
        }
        var month = calls * DAYS_A_MONTH * DOLLARS_PER_TEN_THOUSAND / 10_000;
        assertThat(calls).as("calls of a day").isBetween(NODES * 280, NODES * 300);
        assertThat(month).as("%s calls a day, in dollars a month", calls).isLessThanOrEqualTo(0.25);
    }

    /** A start, a day of checks, a restart, sstables written and read all the time. */
    private int callsOfADay(Path place) throws IOException {
        var ring = TestKeyring.first(place);
        var keys = ring.unlock();
        var begin = ring.now;
        var lease = Lease.starting(LeaseTerms.standard(), at(begin, 0));
        for (var second = 0; second < Duration.ofDays(1).toSeconds(); second++) {
            if (lease.checkDue(at(begin, second))) {
                ring.nodeKeys.unwrap(keys.keyring().active(), TestKeyring.CMK).destroy();
                lease = lease.good(at(begin, second), at(begin, second), random);
            }
            if (second % (86_400 / SSTABLES) == 0) {
                ring.now = begin.plusSeconds(second);
                var key = keys.forWriting("ks.t" + second % 5, "sstable-" + second);
                keys.forReading(key.id(), "sstable-" + second);
            }
        }
        keys.seal();
        ring.unlock().seal();
        return calls(ring.kms);
    }

    private static int calls(FakeKms kms) {
        return kms.calls;
    }

    private static Moment at(Instant begin, long second) {
        return new Moment(second * 1_000_000_000L, begin.plusSeconds(second));
    }
}
