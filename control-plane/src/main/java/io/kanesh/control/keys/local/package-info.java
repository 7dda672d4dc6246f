/** The local KMS of this installation, and probes as processes of their own. */
@NullMarked
package io.kanesh.control.keys.local;

import org.jspecify.annotations.NullMarked;
