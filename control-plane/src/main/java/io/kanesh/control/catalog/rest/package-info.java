/** The catalogue and the estimate over HTTP. */
@NullMarked
package io.kanesh.control.catalog.rest;

import org.jspecify.annotations.NullMarked;
