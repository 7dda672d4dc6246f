/**
 * An installation of Kanesh that a test or a benchmark starts, breaks and stops by itself: the control plane as a process with its
 * own home and ports, its API, and the processes of its machines.
 */
@NullMarked
package io.kanesh.it.installation;

import org.jspecify.annotations.NullMarked;
