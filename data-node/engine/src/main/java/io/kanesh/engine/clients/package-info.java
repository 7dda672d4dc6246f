/**
 * The port for clients: who may connect at all, decided by address before a byte of a connection is read; who is connected; and
 * how clients are left without an error. Before an engine stops, its clients are told to go to other nodes, and what they still
 * send here is answered so that their drivers ask elsewhere by themselves.
 */
@NullMarked
package io.kanesh.engine.clients;

import org.jspecify.annotations.NullMarked;
