package io.kanesh.kms.envelope.calls;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends all five operations through one method, so that a decorator is that method. */
abstract class DecoratedKms implements Kms {

    private final Kms inner;

    DecoratedKms(Kms inner) {
        this.inner = inner;
    }

    /**
     * One call.
     *
     * @param receipt reads the answer's receipt
     */
    abstract <T> T around(String operation, KeyReference key, Supplier<T> call, Function<T, KmsReceipt> receipt);

    @Override
    public final GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        return around("generate", key, () -> inner.generateDataKey(key, context), GeneratedKey::receipt);
    }

    @Override
    public final WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        return around("encrypt", key, () -> inner.encrypt(key, plaintext, context), DecoratedKms::ofWrapped);
    }

    @Override
    public final UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        return around("decrypt", wrapped.key(), () -> inner.decrypt(wrapped, context), UnwrappedKey::receipt);
    }

    @Override
    public final KeyDescription describe(KeyReference key) {
        return around("describe", key, () -> inner.describe(key), KeyDescription::receipt);
    }

    @Override
    public final WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        return around(
                "re-encrypt",
                target,
                () -> inner.reEncrypt(wrapped, context, target, targetContext),
                DecoratedKms::ofWrapped);
    }

    @Override
    public final void close() {
        inner.close();
    }

    private static KmsReceipt ofWrapped(WrappedKey wrapped) {
        return new KmsReceipt("", wrapped.keyVersion());
    }
}
