package io.kanesh.control.runbook;

import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A run has another state or waits for something else. Published inside the transaction that journals it: listen after its
 * commit, because a listener that throws inside it would take the journal's entry with it.
 */
public record RunChanged(
        OperationId id,
        String runbook,
        Subject subject,
        @Nullable ProjectId project,
        Run.State state) {}
