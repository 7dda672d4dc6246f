/**
 * The control socket: one Unix-domain socket that only the engine's own user can use, with one JSON document a line. It
 * replaces JMX, which the engine does not open: a heap dump by JMX would hand out every key in memory.
 */
@NullMarked
package io.kanesh.engine.control;

import org.jspecify.annotations.NullMarked;
