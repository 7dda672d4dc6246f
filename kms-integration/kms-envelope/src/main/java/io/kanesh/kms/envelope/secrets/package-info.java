/**
 * Small secrets in somebody else's store (rows of a database): sealed under one root key that the store has only wrapped by a
 * master key.
 */
@NullMarked
package io.kanesh.kms.envelope.secrets;

import org.jspecify.annotations.NullMarked;
