package io.kanesh.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.lease.LeaseState;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import io.kanesh.kms.local.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way in which a master key can go away under a node that writes, flushes and reads: its class, when the node seals, that
 * everything acknowledged is there afterwards, that no text and no key lies on disk, and what the audit trail says.
 */
class FaultsTest {

    static final String CANARY = "canary-of-the-faults";
    private static final String DATA = "data/ks/t-1/nb-1-big-Data.db";
    private static final String FLUSHED = "data/ks/t-1/nb-2-big-Data.db";
    private static final Duration GRACE = Duration.ofMinutes(30);
    /** A customer's, but for fewer tries in an outage, which is what the test spends its time on. */
    private static final LeaseTerms TERMS = terms();

    /** Until a check, then its confirmation. */
    private static final Duration DENIED_AT_MOST = Duration.ofSeconds(331 + 31);

    private static final int FOR_EVER = -1;
    private static final String SUSPENDED = "cut off and suspended";

    @TempDir
    Path folder;

    private static LeaseTerms terms() {
        var usual = LeaseTerms.withGrace(GRACE);
        return new LeaseTerms(
                usual.validateEvery(),
                usual.denials(),
                usual.confirmAfter(),
                usual.sealWithin(),
                usual.grace(),
                usual.unclearGrace(),
                usual.retryOutage().multipliedBy(4),
                usual.unsealEvery(),
                usual.wallJump());
    }

    private interface Act {
        void on(SmallNode node) throws IOException;
    }

    /** The fault, how it ends, and what it comes to: class, and bounds of the time to the seal. */
    private record Row(String name, Act begin, Act end, FaultClass faultClass, Duration from, Duration to) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                denied("disabled", inState(KeyState.DISABLED), inState(KeyState.ENABLED)),
                denied("deletion ordered and cancelled", inState(KeyState.PENDING_DELETION), inState(KeyState.ENABLED)),
                denied("grant taken", node -> node.permit(false), node -> node.permit(true)),
                denied("disabled in a rotation", FaultsTest::disableInARotation, inState(KeyState.ENABLED)),
                new Row(
                        "denied, then cut off",
                        node -> {
                            play(Fault.Kind.DENY, 1).on(node);
                            play(Fault.Kind.DROP, FOR_EVER).on(node);
                        },
                        FaultsTest::stopPlaying,
                        FaultClass.OUTAGE,
                        TERMS.unclearGrace(),
                        DENIED_AT_MOST.plus(TERMS.unclearGrace())),
                new Row(
                        "an unknown refusal",
                        play(Fault.Kind.UNCLEAR, FOR_EVER),
                        FaultsTest::stopPlaying,
                        FaultClass.UNCLEAR,
                        TERMS.unclearGrace(),
                        DENIED_AT_MOST.plus(TERMS.unclearGrace())),
                outage("unavailable", inState(KeyState.UNAVAILABLE), inState(KeyState.ENABLED), FaultClass.OUTAGE),
                outage("cut off", Fault.Kind.DROP, FaultClass.OUTAGE),
                outage("throttled", Fault.Kind.THROTTLE, FaultClass.OUTAGE),
                outage("server errors", Fault.Kind.ERROR, FaultClass.OUTAGE),
                outage("half an answer", Fault.Kind.HALF, FaultClass.OUTAGE),
                outage("expired credentials", Fault.Kind.EXPIRED, FaultClass.OURS),
                outage(
                        "a broken blob",
                        node -> node.isBlobBroken = true,
                        node -> node.isBlobBroken = false,
                        FaultClass.TAMPER),
                outage(
                        "cut off and the clock set back",
                        cutOffAnd(Duration.ofDays(-1)),
                        FaultsTest::stopPlaying,
                        FaultClass.OUTAGE),
                new Row(
                        SUSPENDED,
                        cutOffAnd(GRACE),
                        FaultsTest::stopPlaying,
                        FaultClass.OUTAGE,
                        Duration.ZERO,
                        Duration.ofSeconds(1)));
    }

    private static Row denied(String name, Act begin, Act end) {
        return new Row(name, begin, end, FaultClass.REVOKED, Duration.ZERO, DENIED_AT_MOST);
    }

    private static Row outage(String name, Act begin, Act end, FaultClass faultClass) {
        return new Row(name, begin, end, faultClass, GRACE.minus(DENIED_AT_MOST), GRACE);
    }

    private static Row outage(String name, Fault.Kind kind, FaultClass faultClass) {
        return outage(name, play(kind, FOR_EVER), FaultsTest::stopPlaying, faultClass);
    }

    private static Act inState(KeyState state) {
        return node -> node.kms.setState(SmallNode.KEY, state);
    }

    private static Act play(Fault.Kind kind, int times) {
        return node -> node.kms.addFault(new Fault("*", kind, times, 0));
    }

    private static void stopPlaying(SmallNode node) {
        node.kms.clearFaults();
    }

    /** As a machine that slept, or whose clock was set, and came back without a network. */
    private static Act cutOffAnd(Duration wallSkew) {
        return node -> {
            node.wallSkew = wallSkew;
            play(Fault.Kind.DROP, FOR_EVER).on(node);
        };
    }

    private static void disableInARotation(SmallNode node) throws IOException {
        inState(KeyState.DISABLED).on(node);
        var refused = catchThrowableOfType(KmsFault.class, node::rotateNodeKey);
        assertThat(refused.faultClass()).isEqualTo(FaultClass.REVOKED);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theNodeSealsInTimeAndComesBackWithEverything(Row row) throws IOException {
        try (var node = new SmallNode(folder, TERMS)) {
            node.until(LeaseState.ACTIVE, Duration.ofSeconds(2));
            Files.writeString(node.path(DATA), CANARY.repeat(500));
            node.pass(Duration.ofMinutes(2));
            var reader = FileChannel.open(node.path(DATA));
            var flush = FileChannel.open(node.path(FLUSHED), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            flush.write(ByteBuffer.wrap(CANARY.repeat(500).getBytes(StandardCharsets.US_ASCII)));

            var begun = node.second();
            row.begin.on(node);
            node.until(LeaseState.SEALED, row.to.plusSeconds(1));
            assertThat(Duration.ofSeconds(node.second() - begun)).isGreaterThanOrEqualTo(row.from);
            var cause = node.lease.cause();
            if (!row.name.equals(SUSPENDED)) {
                assertThat(cause)
                        .hasValueSatisfying(why -> assertThat(why.faultClass()).isEqualTo(row.faultClass));
            }
            assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(9), 0)).hasMessageContaining("sealed");
            assertThatThrownBy(() -> flush.write(ByteBuffer.allocate(9))).hasMessageContaining("sealed");
            reader.close();
            flush.close();
            nothingLiesInTheOpen(node);

            node.pass(Duration.ofMinutes(3));
            assertThat(node.isOpen()).as("still sealed").isFalse();
            row.end.on(node);
            node.until(LeaseState.ACTIVE, Duration.ofMinutes(2));
            nothingIsLost(node);
            assertThat(trail(node)).contains("\"outcome\":\"" + row.faultClass + "\"", "\"outcome\":\"OK\"");
        }
    }

    @Test
    void aFaultThatPassesInTimeSealsNothing() throws IOException {
        try (var node = new SmallNode(folder, TERMS)) {
            node.until(LeaseState.ACTIVE, Duration.ofSeconds(2));
            for (var kind : Fault.Kind.values()) {
                if (kind != Fault.Kind.HANG && kind != Fault.Kind.SLOW) {
                    node.kms.addFault(new Fault("*", kind, 1, 0));
                    node.pass(Duration.ofMinutes(9));
                    assertThat(node.lease.state()).as("%s", kind).isEqualTo(LeaseState.ACTIVE);
                }
            }
            Files.writeString(node.path(DATA), CANARY.repeat(500));
            assertThat(Files.readString(node.path(DATA))).startsWith(CANARY);
            assertThat(Files.readAllLines(node.path(SmallNode.LOG))).isEqualTo(node.acknowledged);
            nothingLiesInTheOpen(node);
        }
    }

    @Test
    void aNodeThatStartsWithoutItsKeyOpensNothingUntilItComes() throws IOException {
        try (var node = new SmallNode(folder, TERMS)) {
            node.kms.setState(SmallNode.KEY, KeyState.DISABLED);
            node.until(LeaseState.SEALED, Duration.ofSeconds(2));
            node.pass(Duration.ofMinutes(5));
            assertThat(node.isOpen()).isFalse();
            assertThat(node.folder.resolve("files")).isEmptyDirectory();
            node.kms.setState(SmallNode.KEY, KeyState.ENABLED);
            node.until(LeaseState.ACTIVE, Duration.ofMinutes(2));
            node.pass(Duration.ofMinutes(1));
            assertThat(node.acknowledged).isNotEmpty();
            assertThat(trail(node)).contains("\"outcome\":\"REVOKED\"");
        }
    }

    private static void nothingIsLost(SmallNode node) throws IOException {
        assertThat(Files.readAllLines(node.path(SmallNode.LOG))).isEqualTo(node.acknowledged);
        assertThat(node.acknowledged).hasSizeGreaterThan(5);
        assertThat(Files.readString(node.path(DATA))).isEqualTo(CANARY.repeat(500));
        // A flush that was under way was never called done: its text is in the log, its file is refused.
        assertThatThrownBy(() -> Files.readAllBytes(node.path(FLUSHED))).isInstanceOf(SealedFileException.class);
        node.pass(Duration.ofMinutes(1));
        assertThat(Files.readAllLines(node.path(SmallNode.LOG))).isEqualTo(node.acknowledged);
    }

    /** Every byte below the node's folder; the files, the keyring and the trail are there, so the search is not blind. */
    private static void nothingLiesInTheOpen(SmallNode node) throws IOException {
        try (var all = Files.walk(node.folder)) {
            var files = all.filter(Files::isRegularFile).toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(5);
            for (var file : files) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).as("%s", file).isNotEmpty().doesNotContain(CANARY);
                for (var secret : node.secrets) {
                    assertThat(bytes.contains(new String(secret, StandardCharsets.ISO_8859_1))
                                    || bytes.contains(HexFormat.of().formatHex(secret))
                                    || bytes.contains(Base64.getEncoder().encodeToString(secret)))
                            .as("a key in %s", file)
                            .isFalse();
                }
            }
        }
        assertThat(node.secrets).hasSizeGreaterThan(3);
    }

    private static String trail(SmallNode node) throws IOException {
        assertThat(AuditTrail.verify(node.trailFile()).lines()).isPositive();
        return Files.readString(node.trailFile());
    }
}
