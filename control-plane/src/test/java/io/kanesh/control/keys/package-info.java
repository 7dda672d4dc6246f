/** Tests of keys. */
@NullMarked
package io.kanesh.control.keys;

import org.jspecify.annotations.NullMarked;
