/**
 * Who may talk to this engine: the customer's administrator role in place of Cassandra's well-known superuser, nodes by the
 * name in their certificate, and the TLS files that both sides read.
 */
@NullMarked
package io.kanesh.engine.security;

import org.jspecify.annotations.NullMarked;
