/**
 * Database users: Cassandra's roles with what Cassandra does not have, two secrets at a time, an end and the last login. What is
 * added lies in one table beside Cassandra's own, in the keyspace of its roles.
 */
@NullMarked
package io.kanesh.engine.users;

import org.jspecify.annotations.NullMarked;
