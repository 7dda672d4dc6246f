/** Tests of the package of this name. */
@NullMarked
package io.kanesh.engine.settings;

import org.jspecify.annotations.NullMarked;
