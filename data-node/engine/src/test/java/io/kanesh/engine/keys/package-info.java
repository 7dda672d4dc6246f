/** Tests of {@code io.kanesh.engine.keys}. */
@NullMarked
package io.kanesh.engine.keys;

import org.jspecify.annotations.NullMarked;
