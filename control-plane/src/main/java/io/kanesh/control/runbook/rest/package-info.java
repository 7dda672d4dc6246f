/** Runs over HTTP, as the operations that customers see. */
@NullMarked
package io.kanesh.control.runbook.rest;

import org.jspecify.annotations.NullMarked;
