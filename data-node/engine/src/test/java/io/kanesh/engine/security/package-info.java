/** Tests of the package of this name. */
@NullMarked
package io.kanesh.engine.security;

import org.jspecify.annotations.NullMarked;
