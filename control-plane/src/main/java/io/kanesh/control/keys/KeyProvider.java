package io.kanesh.control.keys;

import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.kms.KeyReference;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose KMS holds a key. */
public enum KeyProvider {
    /** AWS KMS. */
    AWS(KmsKind.AWS),
    /** Google Cloud KMS. */
    GCP(KmsKind.GOOGLE),
    /** The local KMS of this installation: for laptops, and for provider-managed keys without a cloud. */
    LOCAL(KmsKind.LOCAL);

    private final KmsKind kind;

    KeyProvider(KmsKind kind) {
        this.kind = kind;
    }

    /** The agent protocol's word for it. */
    public KmsKind kind() {
        return kind;
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KeyProvider> named(String word) {
        return Stream.of(values())
                .filter(provider -> provider.word().equals(word))
                .findFirst();
    }

    public static KeyProvider of(KeyReference key) {
        if (key instanceof KeyReference.Aws) {
            return AWS;
        }
        return key instanceof KeyReference.Google ? GCP : LOCAL;
    }
}
