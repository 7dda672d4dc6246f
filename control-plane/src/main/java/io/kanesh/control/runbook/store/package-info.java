/**
 * The journal in PostgreSQL. Plain SQL rather than entities: row locks, the fence and the partial unique indexes are the point
 * of it, and should be seen.
 */
@NullMarked
package io.kanesh.control.runbook.store;

import org.jspecify.annotations.NullMarked;
