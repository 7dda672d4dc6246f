/** Tests of the package of this name. */
@NullMarked
package io.kanesh.engine.control;

import org.jspecify.annotations.NullMarked;
