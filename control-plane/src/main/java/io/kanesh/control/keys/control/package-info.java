/** The facades' implementations and the ports to stores and KMSs. */
@NullMarked
package io.kanesh.control.keys.control;

import org.jspecify.annotations.NullMarked;
