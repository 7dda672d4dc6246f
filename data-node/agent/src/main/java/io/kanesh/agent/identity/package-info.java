/**
 * Keys and certificates: made on the node, requested by CSR, kept with mode 0600, renewed at two thirds of their life.
 */
@NullMarked
package io.kanesh.agent.identity;

import org.jspecify.annotations.NullMarked;
