/** The contract of every cloud provider, and a cloud of our own making that passes it and can be told to fail. */
@NullMarked
package io.kanesh.control.cloud;

import org.jspecify.annotations.NullMarked;
