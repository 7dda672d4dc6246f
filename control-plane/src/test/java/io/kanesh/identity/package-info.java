/** An OpenID Connect provider for tests: Spring Authorization Server, in a process of its own. */
@NullMarked
package io.kanesh.identity;

import org.jspecify.annotations.NullMarked;
