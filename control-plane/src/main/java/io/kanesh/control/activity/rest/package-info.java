/** Events over HTTP: a list per cluster, and the live stream. */
@NullMarked
package io.kanesh.control.activity.rest;

import org.jspecify.annotations.NullMarked;
