/** What the engine says about itself: its figures, by name, and the log without the customer's values. */
@NullMarked
package io.kanesh.engine.observe;

import org.jspecify.annotations.NullMarked;
