/** Decorators of a {@link io.kanesh.kms.Kms}: metered, retrying, audited. Providers know none of these. */
@NullMarked
package io.kanesh.kms.envelope.calls;

import org.jspecify.annotations.NullMarked;
