/**
 * Who may do what: tokens with a role, the security filter, and the caller of a request. Owners rule, operators change,
 * viewers look; a token counts for the whole installation or for one project.
 */
@NullMarked
package io.kanesh.control.access;

import org.jspecify.annotations.NullMarked;
