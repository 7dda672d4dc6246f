/** Tests of the rules about keys. */
@NullMarked
package io.kanesh.control.keys.control;

import org.jspecify.annotations.NullMarked;
