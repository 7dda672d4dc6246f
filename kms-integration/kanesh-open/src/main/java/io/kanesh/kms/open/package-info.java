/**
 * Opens a node's files with nothing but its disk and its master key: no control plane, no agent, no engine. The way out for whoever
 * leaves, and the proof that the format is what the README of kms-envelope says.
 */
@NullMarked
package io.kanesh.kms.open;

import org.jspecify.annotations.NullMarked;
