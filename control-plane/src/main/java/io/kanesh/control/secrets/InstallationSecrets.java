package io.kanesh.control.secrets;

/**
 * What only this installation can do, because only it may use the master key in its KMS: to seal small secrets, and to derive some
 * that need not be kept.
 */
public interface InstallationSecrets {

    /**
     * Encrypts and authenticates (AES-256-GCM); base 64 of nonce, ciphertext and tag.
     *
     * @param context what the secret belongs to; {@link #open} needs the same, so a sealed secret cannot be moved
     */
    String seal(byte[] secret, String context);

    /** @throws IllegalStateException when it was sealed with another key or context, or was changed */
    byte[] open(String sealed, String context);

    /**
     * A secret of 256 bits in URL-safe base 64 (43 characters), the same for the same purpose and context for ever
     * (HMAC-SHA-256 of them under a key derived from the installation's); says nothing about any other.
     */
    String derive(String purpose, String context);

    /** The name of the master key in its KMS. No node may be given it. */
    String masterKey();
}
