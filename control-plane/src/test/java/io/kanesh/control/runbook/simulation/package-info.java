/**
 * A seeded simulation of runs in a hostile world: two control planes that die, hang and come back, a cloud that loses answers,
 * agents that never call, operators who cancel. The engine is the real one; time and chance are not.
 */
@NullMarked
package io.kanesh.control.runbook.simulation;

import org.jspecify.annotations.NullMarked;
