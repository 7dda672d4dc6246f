/** Where clusters are kept: rows, and nothing but rows. */
@NullMarked
package io.kanesh.control.cluster.store;

import org.jspecify.annotations.NullMarked;
