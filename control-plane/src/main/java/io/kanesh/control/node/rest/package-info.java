/** Two faces over HTTP: the agent endpoint, and the customer's view of nodes and their logs. */
@NullMarked
package io.kanesh.control.node.rest;

import org.jspecify.annotations.NullMarked;
