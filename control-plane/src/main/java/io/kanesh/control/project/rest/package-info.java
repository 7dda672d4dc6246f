/** {@code /projects}. */
@NullMarked
package io.kanesh.control.project.rest;

import org.jspecify.annotations.NullMarked;
