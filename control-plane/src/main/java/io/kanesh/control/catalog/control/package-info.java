/** Reads the catalogue from the resources that ship with the control plane. */
@NullMarked
package io.kanesh.control.catalog.control;

import org.jspecify.annotations.NullMarked;
