/**
 * Envelope encryption on top of a {@link io.kanesh.kms.Kms}: the file codec, the keyring, the lease on a master key, the audit
 * trail, and decorators of the interface.
 *
 * <p>Three levels of keys: the customer's master key (never leaves its KMS) wraps one node key per node; the node key wraps data
 * keys, one per table group and epoch; a data key and a file's salt give that file's own key. JDK only.
 */
@NullMarked
package io.kanesh.kms.envelope;

import org.jspecify.annotations.NullMarked;
