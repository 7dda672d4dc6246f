/** Tests of the arithmetic of benchmarks. */
@NullMarked
package io.kanesh.it.bench;

import org.jspecify.annotations.NullMarked;
