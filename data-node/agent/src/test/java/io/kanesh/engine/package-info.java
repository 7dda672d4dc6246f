/** A stand-in for the engine's main class: the same name and socket protocol, no database. */
@NullMarked
package io.kanesh.engine;

import org.jspecify.annotations.NullMarked;
