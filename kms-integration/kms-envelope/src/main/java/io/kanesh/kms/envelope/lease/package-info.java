/**
 * The lease on a master key: how long a node may go on after the KMS's last good answer, and when it must seal itself. Pure: all
 * time comes in as {@link io.kanesh.kms.envelope.lease.Moment}.
 */
@NullMarked
package io.kanesh.kms.envelope.lease;

import org.jspecify.annotations.NullMarked;
