package io.kanesh.control.runbook;

import java.time.Duration;
import java.util.List;

/** How long things took, for whoever must say how long they will take. */
public interface PastRuns {

    /** The newest that succeeded and were nobody's children. */
    List<PastRun> succeeded(String runbook, int limit);

    /**
     * One of them.
     *
     * @param took from the request to the end
     * @param parts how many subjects its children were about, e.g. nodes; 0 without children
     */
    record PastRun(Duration took, int parts) {}
}
