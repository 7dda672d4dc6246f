package io.kanesh.control.runbook.execution;

import io.kanesh.control.runbook.Steps.Consequence;
import io.kanesh.control.runbook.Steps.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One declared step.
 *
 * @param undo null when there is nothing to take back
 * @param within from the first attempt until {@code consequence} happens
 */
public record DeclaredStep<I>(
        String name, boolean isWait, Step<I> step, @Nullable Step<I> undo, Duration within, Consequence consequence) {}
