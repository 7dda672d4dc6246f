/**
 * The customer's database: what was asked for ({@code ClusterSpec}), what was last observed ({@code ClusterStatus}), and
 * the way from one to the other. The facade is {@code Clusters}.
 */
@NullMarked
package io.kanesh.control.cluster;

import org.jspecify.annotations.NullMarked;
