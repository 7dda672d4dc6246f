/** Where answers to POST requests are kept. */
@NullMarked
package io.kanesh.control.web.store;

import org.jspecify.annotations.NullMarked;
