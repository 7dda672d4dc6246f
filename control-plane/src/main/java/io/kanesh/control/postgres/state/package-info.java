/**
 * An installation's own state in one file, and back: the database, the secrets (master key), the local KMS. The file is sealed
 * with a passphrase. {@link io.kanesh.control.postgres.state.StateFile} is the main class behind {@code ./kanesh backup-state} and {@code
 * restore-state}; it needs no Spring, and for a backup it uses the running control plane's database or starts it.
 *
 * <p>What is restored may be older than what agents have seen meanwhile. So every fence, generation and sequence is raised by
 * a jump that no installation makes between two backups: agents refuse what is older than what they know, and would otherwise
 * refuse their own control plane.
 */
@NullMarked
package io.kanesh.control.postgres.state;

import org.jspecify.annotations.NullMarked;
