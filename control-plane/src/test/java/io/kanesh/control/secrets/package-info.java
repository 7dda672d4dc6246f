@NullMarked
package io.kanesh.control.secrets;

import org.jspecify.annotations.NullMarked;
