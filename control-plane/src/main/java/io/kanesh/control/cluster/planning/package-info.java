/** The pure rules of clusters: what a spec may say, what follows from it, and what an observation means. */
@NullMarked
package io.kanesh.control.cluster.planning;

import org.jspecify.annotations.NullMarked;
