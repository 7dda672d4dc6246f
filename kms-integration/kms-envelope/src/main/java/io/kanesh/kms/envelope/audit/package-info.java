/** The audit trail: every loan of a key, hash-chained, on disk before the key is handed out. */
@NullMarked
package io.kanesh.kms.envelope.audit;

import org.jspecify.annotations.NullMarked;
