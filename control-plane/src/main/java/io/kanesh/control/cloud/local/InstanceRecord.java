package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.Machine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the provider knows of one machine: {@code instance.json} in the machine's directory, and after its end a tombstone.
 *
 * @param requestDigest SHA-256 of the request, hex: a token used again for something else is refused
 * @param address chosen at the first start; null before
 * @param process the agent, as last started or adopted; null before the first start
 * @param trouble why it does not start, or null
 */
record InstanceRecord(
        String machineId,
        String idempotencyToken,
        String requestDigest,
        Stage stage,
        String region,
        String zone,
        String instanceType,
        Map<String, String> tags,
        String launchedAt,
        @Nullable String address,
        @Nullable ProcessIdentity process,
        @Nullable String trouble) {

    /** What should be. Whether it is so, the process table says. */
    enum Stage {
        LAUNCHED,
        TERMINATING,
        TERMINATED
    }

    InstanceRecord started(String atAddress, ProcessIdentity agent) {
        return with(stage, atAddress, agent, null);
    }

    InstanceRecord notStarted(String reason) {
        return with(stage, address, process, reason);
    }

    InstanceRecord terminating() {
        return with(Stage.TERMINATING, address, process, null);
    }

    InstanceRecord terminated() {
        return with(Stage.TERMINATED, address, null, null);
    }

    private InstanceRecord with(
            Stage newStage, @Nullable String newAddress, @Nullable ProcessIdentity agent, @Nullable String reason) {
        return new InstanceRecord(
                machineId,
                idempotencyToken,
                requestDigest,
                newStage,
                region,
                zone,
                instanceType,
                tags,
                launchedAt,
                newAddress,
                agent,
                reason);
    }

    Machine toMachine() {
        return new Machine(machineId, state(), trouble, region, zone, instanceType, address, tags);
    }

    private Machine.State state() {
        return switch (stage) {
            // A machine whose agent died still runs: its init system starts the agent again.
            case LAUNCHED -> address == null ? Machine.State.PENDING : Machine.State.RUNNING;
            case TERMINATING -> Machine.State.TERMINATING;
            case TERMINATED -> Machine.State.TERMINATED;
        };
    }
}
