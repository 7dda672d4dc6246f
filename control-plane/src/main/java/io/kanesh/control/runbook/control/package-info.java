/** The facade's implementation and what drives runs: db-scheduler's leases, wake-ups, and the events that others listen to. */
@NullMarked
package io.kanesh.control.runbook.control;

import org.jspecify.annotations.NullMarked;
