/** Tests of the engine: real processes of the image on loopback addresses. */
@NullMarked
package io.kanesh.engine;

import org.jspecify.annotations.NullMarked;
