/** Benchmarks of the whole path; each prints its figures and the ratio to its counterpart in the same run. */
@NullMarked
package io.kanesh.it.bench;

import org.jspecify.annotations.NullMarked;
