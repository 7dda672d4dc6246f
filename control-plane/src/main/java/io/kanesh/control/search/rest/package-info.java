/** The search over HTTP. */
@NullMarked
package io.kanesh.control.search.rest;

import org.jspecify.annotations.NullMarked;
