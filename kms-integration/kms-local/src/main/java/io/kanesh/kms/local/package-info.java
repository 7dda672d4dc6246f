/**
 * The local KMS: a process of its own with file-backed keys, and its client. For a laptop and for tests; not for production,
 * since whoever reads its folder has the keys.
 *
 * <p>It behaves like the clouds' where it matters: an identity per caller, grants that may require parts of the encryption
 * context, key states, versions, regions, an access log, and faults that can be switched on.
 */
@NullMarked
package io.kanesh.kms.local;

import org.jspecify.annotations.NullMarked;
