/**
 * Machines: the provider SPI and its providers. Nothing above this package knows a path, a pid or a vendor's class.
 */
@NullMarked
package io.kanesh.control.cloud;

import org.jspecify.annotations.NullMarked;
