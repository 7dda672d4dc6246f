package io.kanesh.agent.api;

import java.util.Map;

/**
 * One thing to do and answer, beside the desired configuration.
 *
 * @param kind one of {@link #LOGS}, {@link #DRAIN}
 * @param parameters by name; see the constant of each kind
 */
public record AgentTask(String id, long fence, String kind, Map<String, String> parameters) {
    /** Tail of a log: {@code source} = {@code agent|engine}, {@code lines} ≤ 1000. Result {@code text}. */
    public static final String LOGS = "logs";
    /** Flush and stop accepting writes before a planned stop. No result. */
    public static final String DRAIN = "drain";
}
