/** The authorities, without a database: keys, names, validity, refusals. */
@NullMarked
package io.kanesh.control.certificates.control;

import org.jspecify.annotations.NullMarked;
