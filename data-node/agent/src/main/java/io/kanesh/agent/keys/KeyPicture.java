package io.kanesh.agent.keys;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.KeyReport.Recipient;
import io.kanesh.agent.api.KeyReport.State;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.keyring.Keyring;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.Moment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the report of the keys. */
record KeyPicture(
        NodeKeyring keyring, KeyUsage usage, KmsClients clients, AuditTrail trail, KeyMemory.Contents memory) {

    KeyReport draw(
            Encryption encryption, Lease lease, @Nullable Moment lockedSince, @Nullable String requestId, Moment now) {
        var ring = ring();
        var active = ring == null ? null : ring.active();
        var recipients = active == null
                ? List.<Recipient>of()
                : active.recipients().stream()
                        .map(one ->
                                new Recipient(one.key().uri(), one.keyVersion().isEmpty() ? null : one.keyVersion()))
                        .toList();
        var inUse = recipients.isEmpty() ? null : inUse(recipients, encryption);
        var playing = clients.playing(encryption.drill()) ? encryption.drill() : null;
        return new KeyReport(
                state(lease, lockedSince),
                wall(lockedSince == null ? lease.since() : lockedSince),
                lease.lastGood().map(KeyPicture::wall).orElse(null),
                lockedSince == null ? at(now, lease.untilCheck(now)) : null,
                lockedSince == null
                        ? lease.remaining(now).map(left -> at(now, left)).orElse(null)
                        : null,
                cause(lease, lockedSince, requestId),
                inUse == null ? null : inUse.keyUri(),
                inUse == null ? null : inUse.keyVersion(),
                recipients,
                active == null ? null : active.id().toString(),
                ring == null ? 0 : ring.version(),
                memory.nodeKeyGeneration(),
                memory.dataKeyGeneration(),
                usage.of(ring),
                encryption.leaseTerms(),
                playing == null ? null : playing.id(),
                trail.lines(),
                trail.hash(),
                memory.sealedAt(),
                memory.sealMillis());
    }

    private @Nullable Keyring ring() {
        try {
            return keyring.unverified();
        } catch (IOException unreadable) {
            return null; // the next check says so, as the lease's cause
        }
    }

    private static Recipient inUse(List<Recipient> recipients, Encryption encryption) {
        return recipients.stream()
                .filter(one -> one.keyUri().equals(encryption.key().keyUri()))
                .findFirst()
                .orElse(recipients.get(0));
    }

    private static State state(Lease lease, @Nullable Moment lockedSince) {
        if (lockedSince != null) {
            return State.SEALED;
        }
        return switch (lease.state()) {
            case ACTIVE -> State.ACTIVE;
            // Still serving, with the countdown at zero, for the seconds that sealing takes.
            case DEGRADED, SEALING -> State.DEGRADED;
            case SEALED -> State.SEALED;
            case WAITING_FOR_KMS -> State.WAITING_FOR_KMS;
            case TAMPERED -> State.TAMPERED;
        };
    }

    private static KeyReport.@Nullable Cause cause(
            Lease lease, @Nullable Moment lockedSince, @Nullable String requestId) {
        if (lockedSince != null) {
            return new KeyReport.Cause("LOCKED", "sealed from our side, until it is unlocked", null);
        }
        return lease.cause()
                .map(cause -> new KeyReport.Cause(
                        cause.code().equals("Drill")
                                ? "DRILL"
                                : cause.faultClass().name(),
                        cause.words(),
                        requestId))
                .orElse(null);
    }

    private static String wall(Moment moment) {
        return moment.wall().toString();
    }

    /** To the second: the same moment, told twice, is no news. */
    private static String at(Moment now, Duration later) {
        return Instant.ofEpochSecond(now.wall().plus(later).plusMillis(500).getEpochSecond())
                .toString();
    }
}
