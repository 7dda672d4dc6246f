/**
 * Leaving clients without an error: before an engine stops, its clients are told to go to other nodes, and what they still send
 * here is answered so that their drivers ask elsewhere by themselves.
 */
@NullMarked
package io.kanesh.engine.clients;

import org.jspecify.annotations.NullMarked;
