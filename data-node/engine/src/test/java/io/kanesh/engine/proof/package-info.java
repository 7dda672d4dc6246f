@NullMarked
package io.kanesh.engine.proof;

import org.jspecify.annotations.NullMarked;
