/** Holds the trees of small Maven modules to the rules that a compiler cannot hold, by reading the classes that their build left. */
@NullMarked
package io.kanesh.rules;

import org.jspecify.annotations.NullMarked;
