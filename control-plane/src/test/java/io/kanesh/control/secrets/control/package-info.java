@NullMarked
package io.kanesh.control.secrets.control;

import org.jspecify.annotations.NullMarked;
