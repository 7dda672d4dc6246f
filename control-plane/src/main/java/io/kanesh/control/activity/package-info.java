/**
 * What happened: listens to the events of the other modules, keeps them for people, and streams their names and ids. Nobody
 * depends on it.
 */
@NullMarked
package io.kanesh.control.activity;

import org.jspecify.annotations.NullMarked;
