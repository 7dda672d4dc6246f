package io.kanesh.engine.control;

import java.util.Map;

/**
 * What the control socket can ask of an engine. Each method may block; a refusal is an {@link OperationRefused}, anything
 * else that is thrown is a fault.
 */
public interface EngineOperations {

    /** Accepts settings and starts in the background. Equal settings again are accepted, others refused. */
    void start(StartArguments arguments);

    /** Never blocks. */
    EngineStatus status();

    /** Latest figures by name; the module's README lists names and units. Empty before the engine has started. */
    Map<String, Double> metrics();

    /** Stops serving and flushes everything; returns when that is done. */
    void drain();

    /**
     * Drains and ends the process with exit code 0; returns before the end, so that the caller gets its answer. An engine
     * that is still starting ends at once.
     */
    void stop();

    /** Reads the TLS files again; connections made from now on use them. */
    void reloadTls();
}
