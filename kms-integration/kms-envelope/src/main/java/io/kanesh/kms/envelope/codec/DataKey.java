package io.kanesh.kms.envelope.codec;

import io.kanesh.kms.SecretBytes;
import java.util.UUID;

/** A data key as the keyring lends it: the keyring owns the secret and destroys it. */
public record DataKey(UUID id, Suite suite, SecretBytes secret) {

    public DataKey {
        if (secret.length() != suite.keyBytes()) {
            throw new IllegalArgumentException(
                    suite + " takes a key of " + suite.keyBytes() + " bytes, not " + secret.length());
        }
    }
}
