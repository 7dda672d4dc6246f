/**
 * The agent protocol: what a node's agent and the control plane say to each other, as records of the JDK only.
 *
 * <p>The agent opens every connection (HTTPS, mutual TLS, JSON bodies with exactly these field names). Times are RFC 3339
 * strings in UTC, sizes are bytes, durations are milliseconds unless a name says otherwise.
 */
@NullMarked
package io.kanesh.agent.api;

import org.jspecify.annotations.NullMarked;
