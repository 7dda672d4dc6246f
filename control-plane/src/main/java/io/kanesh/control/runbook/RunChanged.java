package io.kanesh.control.runbook;

import io.kanesh.control.shared.Id.OperationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/** A run has another state or waits for something else; published after the journal has it. */
public record RunChanged(
        OperationId id,
        String runbook,
        Subject subject,
        @Nullable ProjectId project,
        Run.State state) {}
