/** How a cluster's authority is replaced. */
@NullMarked
package io.kanesh.control.database.runbooks;

import org.jspecify.annotations.NullMarked;
