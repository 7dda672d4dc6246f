/**
 * Repair through Cassandra's own coordinator, as jobs that are asked after and can be cancelled: which ranges, among which
 * replicas, and what came of it.
 */
@NullMarked
package io.kanesh.engine.repair;

import org.jspecify.annotations.NullMarked;
