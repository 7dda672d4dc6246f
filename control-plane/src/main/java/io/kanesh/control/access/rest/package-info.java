/** {@code /me} and {@code /tokens}. */
@NullMarked
package io.kanesh.control.access.rest;

import org.jspecify.annotations.NullMarked;
