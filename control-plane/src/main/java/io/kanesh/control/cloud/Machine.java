package io.kanesh.control.cloud;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine as its cloud sees it.
 *
 * @param id the cloud's own id
 * @param stateReason why it is in this state when that needs saying, e.g. why it does not start; one sentence for the
 *     operator
 * @param address where it listens; null until it runs for the first time, the same ever after
 */
public record Machine(
        String id,
        State state,
        @Nullable String stateReason,
        String region,
        String zone,
        String instanceType,
        @Nullable String address,
        Map<String, String> tags) {

    public Machine {
        tags = Map.copyOf(tags);
    }

    /** Life of a machine. */
    public enum State {
        PENDING,
        RUNNING,
        STOPPED,
        TERMINATING,
        TERMINATED;

        /** Whether it will never run again. */
        public boolean isEnding() {
            return this == TERMINATING || this == TERMINATED;
        }
    }
}
