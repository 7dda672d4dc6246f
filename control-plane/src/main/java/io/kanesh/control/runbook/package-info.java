/**
 * The engine that carries out plans: declared runbooks of durable, idempotent steps with undo, deadlines and a visible
 * {@code waitingFor}; a journal of every run. Knows no feature.
 */
@NullMarked
package io.kanesh.control.runbook;

import org.jspecify.annotations.NullMarked;
