/** Users, allow lists and ways in over HTTP. */
@NullMarked
package io.kanesh.control.database.rest;

import org.jspecify.annotations.NullMarked;
