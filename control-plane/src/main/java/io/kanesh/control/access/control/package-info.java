/** How tokens are made, checked and revoked, and the filter chain that does it. */
@NullMarked
package io.kanesh.control.access.control;

import org.jspecify.annotations.NullMarked;
