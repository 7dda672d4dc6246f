/** The table of the wrapped key. */
@NullMarked
package io.kanesh.control.secrets.store;

import org.jspecify.annotations.NullMarked;
