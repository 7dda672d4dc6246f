package io.kanesh.control.cloud;

import java.util.Map;

/**
 * A machine to launch.
 *
 * @param idempotencyToken at most 64 characters; one token, one machine, for ever
 * @param bootstrap the bootstrap document (JSON of {@code io.kanesh.agent.api.BootstrapDocument}), handed to the machine as
 *     user data; at most 16 KiB; contains a one-time token, so it is not logged
 * @param tags at most 20; the machine can be found by them
 */
public record MachineRequest(
        String idempotencyToken,
        String region,
        String zone,
        String instanceType,
        String bootstrap,
        Map<String, String> tags) {}
