/** The simulated cloud's faults and clock over HTTP, for operators of the installation. */
@NullMarked
package io.kanesh.control.cloud.simulated.rest;

import org.jspecify.annotations.NullMarked;
