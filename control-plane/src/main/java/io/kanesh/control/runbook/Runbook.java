package io.kanesh.control.runbook;

/**
 * The ordered, durable steps that realise one change. The planner decides, the runbook does: there is no business branch in
 * it. An instance holds no state of a run; everything a step needs is in its input or in the world.
 *
 * @param <I> the input: a record, kept as JSON in the journal
 */
public interface Runbook<I> {

    /** Stable, kebab-case, e.g. {@code create-cluster}; data in the journal. */
    String name();

    /** One paragraph for the generated page: what the world looks like before and after. */
    String purpose();

    Class<I> inputType();

    /** The table of contents: every step, in order, once. */
    void declare(Steps<I> steps);
}
