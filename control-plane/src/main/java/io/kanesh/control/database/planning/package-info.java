/** Which requests about users make sense; pure. */
@NullMarked
package io.kanesh.control.database.planning;

import org.jspecify.annotations.NullMarked;
