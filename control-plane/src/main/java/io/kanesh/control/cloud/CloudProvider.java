package io.kanesh.control.cloud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What launches machines. Few operations, each idempotent; every fault leaves as a {@link CloudFault}.
 *
 * <p>An address is known only after the start. On a cloud, instance storage is gone when a machine stops; a provider that
 * keeps it says so in its own documentation. Every provider passes {@code CloudProviderContract}.
 */
public interface CloudProvider {

    /** As in a spec: {@code local}, {@code aws}. */
    String name();

    /**
     * The zones of a region in which machines can be asked for, sorted; each is a rack.
     *
     * @throws CloudFault {@code PERMANENT} when there is no such region
     */
    List<String> zones(String region);

    /**
     * Launches a machine, or answers the one already launched with the same idempotency token (also when it was terminated
     * since: then its state says so). Returns before the machine runs.
     *
     * @throws CloudFault {@code OUT_OF_CAPACITY} when the zone has no such machine now; {@code PERMANENT} when the region,
     *     zone or type is unknown, or when the token was used for a different request
     */
    Machine launch(MachineRequest request);

    /**
     * How many more machines of a type there is room for beside those that exist and those in {@code besides}, as far as that
     * is known before a launch; a cloud that only a launch can tell says {@link Integer#MAX_VALUE}.
     *
     * @param besides types of machines that are wanted as well, one entry each
     */
    default int room(String instanceType, Collection<String> besides) {
        return Integer.MAX_VALUE;
    }

    /** What the cloud knows of a machine; empty when it never existed or was forgotten some time after its end. */
    Optional<Machine> describe(String machineId);

    /** Every machine that carries all of these tags and is not terminated. */
    List<Machine> list(Map<String, String> tags);

    /**
     * Ends a machine and frees all it had; without effect when it is gone already or never was. Returns before it is gone:
     * {@link #describe} says TERMINATING, then TERMINATED or nothing.
     */
    void terminate(String machineId);
}
