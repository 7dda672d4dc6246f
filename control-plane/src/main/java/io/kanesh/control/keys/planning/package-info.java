/** What follows from a probe, a report or a wish about keys; pure. */
@NullMarked
package io.kanesh.control.keys.planning;

import org.jspecify.annotations.NullMarked;
