/** The launcher of the server process, and its wiring into Spring. */
@NullMarked
package io.kanesh.control.postgres.server;

import org.jspecify.annotations.NullMarked;
