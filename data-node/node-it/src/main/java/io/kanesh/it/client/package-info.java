/** How a program reaches a cluster: what {@code …/clusters/{c}/connection} tells, as a driver session. */
@NullMarked
package io.kanesh.it.client;

import org.jspecify.annotations.NullMarked;
