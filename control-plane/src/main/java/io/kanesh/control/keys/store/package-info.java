/** Where keys and policies are kept: rows, and nothing but rows. */
@NullMarked
package io.kanesh.control.keys.store;

import org.jspecify.annotations.NullMarked;
