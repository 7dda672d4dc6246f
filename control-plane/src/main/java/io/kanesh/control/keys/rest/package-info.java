/** Keys over HTTP. */
@NullMarked
package io.kanesh.control.keys.rest;

import org.jspecify.annotations.NullMarked;
