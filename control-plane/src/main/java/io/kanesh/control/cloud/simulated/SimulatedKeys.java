package io.kanesh.control.cloud.simulated;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.KeyReport;
import io.kanesh.agent.api.KeyReport.Cause;
import io.kanesh.agent.api.KeyReport.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a simulated node would have. No KMS is ever asked: the key is good unless our side locks it, a drill is
 * played, or an operator denies it as a fault. Not thread-safe.
 */
final class SimulatedKeys {
    private @Nullable Encryption wanted;
    private boolean isDenied;
    private State state = State.ACTIVE;
    private Instant since = Instant.EPOCH;

    void want(@Nullable Encryption encryption, Instant now) {
        wanted = encryption;
        settle(now);
    }

    void deny(boolean denied, Instant now) {
        isDenied = denied;
        settle(now);
    }

    private void settle(Instant now) {
        State next = next();
        if (next != state || since.equals(Instant.EPOCH)) {
            state = next;
            since = now;
        }
    }

    private State next() {
        var drill = wanted == null ? null : wanted.drill();
        if (isDenied || (wanted != null && wanted.locked())) {
            return State.SEALED;
        }
        if (drill == null) {
            return State.ACTIVE;
        }
        return drill.kind() == Encryption.Drill.Kind.UNREACHABLE ? State.DEGRADED : State.SEALED;
    }

    boolean isSealed() {
        return state == State.SEALED;
    }

    private @Nullable Cause cause() {
        if (state == State.ACTIVE || wanted == null) {
            return null;
        }
        if (wanted.locked()) {
            return new Cause("LOCKED", "simulated: sealed from our side", null);
        }
        return isDenied
                ? new Cause("REVOKED", "simulated fault: the key is denied", null)
                : new Cause("DRILL", "simulated: a drill is played", null);
    }

    /** Null while nobody said whose key decides. */
    @Nullable
    KeyReport report(Instant now) {
        if (wanted == null) {
            return null;
        }
        var uri = wanted.key().keyUri();
        var drill = wanted.drill();
        return new KeyReport(
                state,
                since.toString(),
                state == State.ACTIVE ? now.toString() : since.toString(),
                null,
                state == State.DEGRADED
                        ? since.plusSeconds(wanted.graceSeconds()).toString()
                        : null,
                cause(),
                uri,
                "simulated",
                List.of(new KeyReport.Recipient(uri, "simulated")),
                "simulated",
                1,
                wanted.nodeKeyGeneration(),
                wanted.dataKeyGeneration(),
                List.of(),
                wanted.leaseTerms(),
                drill == null ? null : drill.id(),
                0,
                null,
                isSealed() ? since.toString() : null,
                isSealed() ? 0L : null);
    }
}
