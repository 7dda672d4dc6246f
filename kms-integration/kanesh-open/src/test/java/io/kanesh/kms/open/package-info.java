@NullMarked
package io.kanesh.kms.open;

import org.jspecify.annotations.NullMarked;
