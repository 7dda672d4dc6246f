/** Asks a cluster's nodes. */
@NullMarked
package io.kanesh.control.database.control;

import org.jspecify.annotations.NullMarked;
