/** Serves what a browser sees: until the web console is built, a page with links. Nothing else. */
@NullMarked
package io.kanesh.control.console;

import org.jspecify.annotations.NullMarked;
