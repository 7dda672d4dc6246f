/** Authorities in PostgreSQL. */
@NullMarked
package io.kanesh.control.certificates.store;

import org.jspecify.annotations.NullMarked;
