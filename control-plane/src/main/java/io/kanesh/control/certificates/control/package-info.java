/** The authorities at work: X.509 with Bouncy Castle, the master key, and the port to where authorities are kept. */
@NullMarked
package io.kanesh.control.certificates.control;

import org.jspecify.annotations.NullMarked;
