package io.kanesh.control.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What launches machines. Few operations, each idempotent; every fault leaves as a {@link CloudFault}.
 *
 * <p>Instance storage is gone when a machine stops. An address is known only after the start.
 */
public interface CloudProvider {

    /** As in a spec: {@code local}, {@code aws}. */
    String name();

    /**
     * Launches a machine, or answers the one already launched with the same idempotency token (also when it was terminated
     * since: then its state says so).
     *
     * @throws CloudFault {@code OutOfCapacity} when the zone has no such machine now
     */
    Machine launch(MachineRequest request);

    /** What the cloud knows of a machine; empty when it never existed or was forgotten after its end. */
    Optional<Machine> describe(String machineId);

    /** Every machine that carries all of these tags and is not terminated. */
    List<Machine> list(Map<String, String> tags);

    /** Ends a machine and frees all it had; without effect when it is gone already. Returns before it is gone. */
    void terminate(String machineId);
}
