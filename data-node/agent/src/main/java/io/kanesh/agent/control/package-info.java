/**
 * The way to the control plane: calls over mutual TLS with their faults classified once, the long poll of instructions, and the
 * desired configuration with the numbers below which nothing is accepted any more.
 */
@NullMarked
package io.kanesh.agent.control;

import org.jspecify.annotations.NullMarked;
