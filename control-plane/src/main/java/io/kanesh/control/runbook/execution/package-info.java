/**
 * How a run advances: declarations, the journal's records, the pure moves between them and the loop that performs steps.
 * Knows neither Spring nor a database; the journal is a port, so that a simulation can run all of this on a virtual clock.
 */
@NullMarked
package io.kanesh.control.runbook.execution;

import org.jspecify.annotations.NullMarked;
