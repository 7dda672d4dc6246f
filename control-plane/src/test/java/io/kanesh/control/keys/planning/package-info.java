/** Tests of the rules about keys. */
@NullMarked
package io.kanesh.control.keys.planning;

import org.jspecify.annotations.NullMarked;
