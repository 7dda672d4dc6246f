/** The page at the root of the site. */
@NullMarked
package io.kanesh.control.console.rest;

import org.jspecify.annotations.NullMarked;
