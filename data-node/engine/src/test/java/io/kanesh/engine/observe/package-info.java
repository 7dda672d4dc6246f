/** Tests of the package of this name. */
@NullMarked
package io.kanesh.engine.observe;

import org.jspecify.annotations.NullMarked;
