@NullMarked
package io.kanesh.files.inventory;

import org.jspecify.annotations.NullMarked;
