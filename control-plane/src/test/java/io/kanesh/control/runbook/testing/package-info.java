/**
 * The contract that every runbook passes, and what it runs on: the real engine over a journal in memory and a clock that jumps
 * to whatever is due next.
 */
@NullMarked
package io.kanesh.control.runbook.testing;

import org.jspecify.annotations.NullMarked;
