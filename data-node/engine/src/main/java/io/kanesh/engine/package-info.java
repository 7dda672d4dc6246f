/**
 * The engine process: Apache Cassandra inside a main of ours. It opens a control socket, waits there for its settings, writes
 * Cassandra's configuration from them, starts Cassandra, prepares the security schema before a client can connect, and
 * drains and ends when it is told to. Only this module imports Cassandra's classes.
 */
@NullMarked
package io.kanesh.engine;

import org.jspecify.annotations.NullMarked;
