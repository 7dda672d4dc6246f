/** How the installation's key is made, opened and moved to another master key. */
@NullMarked
package io.kanesh.control.secrets.control;

import org.jspecify.annotations.NullMarked;
