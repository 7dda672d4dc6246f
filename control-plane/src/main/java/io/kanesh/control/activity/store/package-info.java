/** The table of events. */
@NullMarked
package io.kanesh.control.activity.store;

import org.jspecify.annotations.NullMarked;
