/** The local cloud against real processes: a tiny agent that does nothing but live. */
@NullMarked
package io.kanesh.control.cloud.local;

import org.jspecify.annotations.NullMarked;
