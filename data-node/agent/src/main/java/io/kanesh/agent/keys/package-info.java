/**
 * The node's key: asked of the customer's KMS with the node's own identity, handed to the engine, leased, renewed, and taken away. A
 * key is in this process only while one of these methods runs.
 */
@NullMarked
package io.kanesh.agent.keys;

import org.jspecify.annotations.NullMarked;
