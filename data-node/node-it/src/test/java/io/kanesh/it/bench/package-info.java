/** What the benchmarks decide by, tested without a cluster. */
@NullMarked
package io.kanesh.it.bench;

import org.jspecify.annotations.NullMarked;
