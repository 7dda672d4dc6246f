package io.kanesh.control.runbook;

import io.kanesh.control.shared.Id.OperationId;
import java.time.Instant;

/**
 * What a step is given.
 *
 * @param input the run's input
 * @param operation the run
 * @param idempotencyToken the same for every attempt of this step and for its undo, another one when the step is done again
 *     after an undo, different for all else; for the cloud
 * @param fence rises with every attempt, of whatever run; whatever a step writes for an agent carries it, so that a writer
 *     that was replaced is refused
 * @param attempt 1 for the first; counted anew after an undo
 * @param now the time of this attempt
 */
public record StepContext<I>(
        I input, OperationId operation, String idempotencyToken, long fence, int attempt, Instant now) {}
