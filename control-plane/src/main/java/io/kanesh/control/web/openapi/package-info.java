/** How the API describes itself: what every operation has, said once. */
@NullMarked
package io.kanesh.control.web.openapi;

import org.jspecify.annotations.NullMarked;
