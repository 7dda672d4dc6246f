/** Serves the built web console, and where none is built a page with links. Nothing else. */
@NullMarked
package io.kanesh.control.console;

import org.jspecify.annotations.NullMarked;
