/**
 * The agent: the process on a machine that speaks with the control plane (outbound only, mutual TLS) and supervises the engine.
 * It holds no Cassandra class. Every file that it must find again after a crash is written durably and read at the next start,
 * so that killing it at any moment costs nothing but time.
 */
@NullMarked
package io.kanesh.agent;

import org.jspecify.annotations.NullMarked;
