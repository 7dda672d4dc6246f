/**
 * The keyring of one node: its node keys (each wrapped by the customer's master key) and its data keys (each wrapped by a node
 * key). Small, rewritten whole, kept twice. Removing an entry and rotating the node key removes access to what it encrypted.
 */
@NullMarked
package io.kanesh.kms.envelope.keyring;

import org.jspecify.annotations.NullMarked;
