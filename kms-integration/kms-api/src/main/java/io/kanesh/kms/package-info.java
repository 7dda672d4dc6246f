/**
 * The KMS interface: what Kanesh asks of a customer's key management system, in five operations, and how an answer is
 * classified.
 *
 * <p>JDK only. A provider ({@code kms-aws}, {@code kms-gcp}, {@code kms-local}) turns its vendor's client into {@link
 * io.kanesh.kms.Kms} and every foreign error, once, into a {@link io.kanesh.kms.KmsFault}; nobody else catches vendor
 * exceptions.
 */
@NullMarked
package io.kanesh.kms;

import org.jspecify.annotations.NullMarked;
