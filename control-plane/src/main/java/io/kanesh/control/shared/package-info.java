/** Values that every module speaks: typed ids, problems, pages, generations, id source. No framework, no feature. */
@NullMarked
package io.kanesh.control.shared;

import org.jspecify.annotations.NullMarked;
