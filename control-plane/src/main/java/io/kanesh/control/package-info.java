/** The control plane; one direct sub-package per feature. */
@NullMarked
package io.kanesh.control;

import org.jspecify.annotations.NullMarked;
