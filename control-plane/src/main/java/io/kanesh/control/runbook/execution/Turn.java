package io.kanesh.control.runbook.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is next for a run: an attempt, a rest, or nothing, because it has ended or belongs to somebody else now.
 *
 * @param work null when there is nothing to attempt now
 * @param restUntil null when there is nothing to wait for
 * @param wakes how often the run had been woken when this was decided
 */
record Turn(@Nullable Work work, @Nullable Instant restUntil, long wakes) {
    static final Turn OVER = new Turn(null, null, 0);

    static Turn attempt(Work work) {
        return new Turn(work, null, work.wakes());
    }

    static Turn rest(Instant until, long wakes) {
        return new Turn(null, until, wakes);
    }
}
