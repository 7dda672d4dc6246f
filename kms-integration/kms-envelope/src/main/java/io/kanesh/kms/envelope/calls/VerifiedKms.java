package io.kanesh.kms.envelope.calls;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import java.security.MessageDigest;

/**
 * Opens once what it wraps before it hands it out: nothing is ever encrypted under a key that could not be unwrapped again.
 * Costs one more call per new key. What does not open, or opens as another key, is a {@link KmsFault}.
 */
public final class VerifiedKms implements Kms {

    private final Kms inner;

    public VerifiedKms(Kms inner) {
        this.inner = inner;
    }

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        var generated = inner.generateDataKey(key, context);
        try {
            requireSame(generated.wrapped(), context, generated.secret());
        } catch (KmsFault fault) {
            generated.secret().destroy();
            throw fault;
        }
        return generated;
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        var wrapped = inner.encrypt(key, plaintext, context);
        requireSame(wrapped, context, plaintext);
        return wrapped;
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey wrapped, EncryptionContext context) {
        return inner.decrypt(wrapped, context);
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        return inner.describe(key);
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey wrapped, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        return inner.reEncrypt(wrapped, context, target, targetContext);
    }

    @Override
    public void close() {
        inner.close();
    }

    private void requireSame(WrappedKey wrapped, EncryptionContext context, SecretBytes secret) {
        try (var again = inner.decrypt(wrapped, context).secret()) {
            boolean same = secret.<Boolean>use(one -> again.use(two -> MessageDigest.isEqual(one, two)));
            if (!same) {
                throw new KmsFault(
                        FaultClass.TAMPER,
                        "decrypt",
                        "OtherPlaintext",
                        wrapped.key() + " gave back another key",
                        "",
                        null);
            }
        }
    }
}
