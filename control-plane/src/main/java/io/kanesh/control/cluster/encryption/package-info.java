/** How the nodes of a cluster come to their keys: what each is told, and what they say of their keys. */
@NullMarked
package io.kanesh.control.cluster.encryption;

import org.jspecify.annotations.NullMarked;
