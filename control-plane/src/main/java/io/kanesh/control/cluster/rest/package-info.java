/** The HTTP face of clusters: {@code /api/v1/projects/{p}/clusters}. */
@NullMarked
package io.kanesh.control.cluster.rest;

import org.jspecify.annotations.NullMarked;
