/** Finds whatever the caller may see by a part of its name or id. Knows no feature: each is asked for its own resources. */
@NullMarked
package io.kanesh.control.search;

import org.jspecify.annotations.NullMarked;
