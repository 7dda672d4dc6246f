/**
 * The control plane's own PostgreSQL: unpacks the binaries that come with us, starts one durable server under a user of
 * its own, and hands its address to Spring; or hands on the address of a server that somebody else keeps.
 */
@NullMarked
package io.kanesh.control.postgres;

import org.jspecify.annotations.NullMarked;
