/** What tests of other modules need of certificates: signing requests as an agent makes them. */
@NullMarked
package io.kanesh.control.certificates;

import org.jspecify.annotations.NullMarked;
