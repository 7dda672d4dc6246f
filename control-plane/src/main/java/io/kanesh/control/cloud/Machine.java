package io.kanesh.control.cloud;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine as its cloud sees it.
 *
 * @param id the cloud's own id
 * @param address where it listens; null until it runs
 */
public record Machine(
        String id,
        State state,
        String region,
        String zone,
        String instanceType,
        @Nullable String address,
        Map<String, String> tags) {

    /** Life of a machine. */
    public enum State {
        PENDING,
        RUNNING,
        STOPPED,
        TERMINATING,
        TERMINATED
    }
}
