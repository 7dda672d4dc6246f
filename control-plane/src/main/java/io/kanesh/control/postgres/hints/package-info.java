/**
 * Hints between control-plane processes, over the database that they share: PostgreSQL's NOTIFY with the commit of whoever
 * gives one, LISTEN on one connection of our own.
 */
@NullMarked
package io.kanesh.control.postgres.hints;

import org.jspecify.annotations.NullMarked;
