package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.Machine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one simulated machine. After its end it is a tombstone, so that its idempotency token stays used.
 *
 * @param requestDigest SHA-256 of the request, hex
 * @param start how it gets to run
 * @param bootstrap the document that it was launched with; null after its end, since it holds a token
 * @param agent what its agent has on disk; null before it enrolled
 */
record MachineRecord(
        String id,
        String idempotencyToken,
        String requestDigest,
        Stage stage,
        Start start,
        String region,
        String zone,
        String instanceType,
        Map<String, String> tags,
        String address,
        @Nullable String bootstrap,
        @Nullable AgentMemory agent) {

    /** How a machine starts. */
    enum Start {
        USUAL,
        SLOW,
        NEVER
    }

    /** Life of a machine. */
    enum Stage {
        BOOTING(Machine.State.PENDING),
        RUNNING(Machine.State.RUNNING),
        TERMINATING(Machine.State.TERMINATING),
        TERMINATED(Machine.State.TERMINATED),
        /** By a fault and nobody's wish: as when a cloud's host dies with its disks. */
        LOST(Machine.State.TERMINATED);

        private final Machine.State state;

        Stage(Machine.State state) {
            this.state = state;
        }

        /** Whether it is over, or about to be. */
        boolean isEnding() {
            return state.isEnding();
        }
    }

    MachineRecord in(Stage next) {
        boolean over = next == Stage.TERMINATED;
        return new MachineRecord(
                id,
                idempotencyToken,
                requestDigest,
                next,
                start,
                region,
                zone,
                instanceType,
                tags,
                address,
                over ? null : bootstrap,
                over ? null : agent);
    }

    MachineRecord with(AgentMemory memory) {
        return new MachineRecord(
                id,
                idempotencyToken,
                requestDigest,
                stage,
                start,
                region,
                zone,
                instanceType,
                tags,
                address,
                bootstrap,
                memory);
    }

    Machine toMachine() {
        // A real address is known only after the start, so this one is kept back until then.
        var known = stage == Stage.BOOTING ? null : address;
        return new Machine(id, stage.state, reason(), region, zone, instanceType, known, tags);
    }

    private @Nullable String reason() {
        if (stage == Stage.LOST) {
            return "simulated fault: the machine was lost";
        }
        if (stage != Stage.BOOTING) {
            return null;
        }
        return switch (start) {
            case USUAL -> "simulated: it boots";
            case SLOW -> "simulated fault: it boots slowly";
            case NEVER -> "simulated fault: it does not start";
        };
    }
}
