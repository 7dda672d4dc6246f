/** Records events and carries them to whoever listens to the stream. */
@NullMarked
package io.kanesh.control.activity.control;

import org.jspecify.annotations.NullMarked;
