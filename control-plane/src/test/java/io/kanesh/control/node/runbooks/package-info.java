/** The runbooks of nodes under the contract that every runbook passes, with a cloud and agents of our own making. */
@NullMarked
package io.kanesh.control.node.runbooks;

import org.jspecify.annotations.NullMarked;
