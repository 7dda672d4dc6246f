package io.kanesh.kms.envelope;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.GeneratedKey;
import io.kanesh.kms.KeyDescription;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsReceipt;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.UnwrappedKey;
import io.kanesh.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A KMS in memory for tests of this module: remembers what it wrapped; fails as it is told. The real ones pass the testkit's contract. */
public final class FakeKms implements Kms {

    private record Remembered(KeyReference key, EncryptionContext context, SecretBytes secret) {}

    private final Map<ByteBuffer, Remembered> wrapped = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Faults of the next calls, one each. */
    public final Deque<FaultClass> faults = new ArrayDeque<>();

    public int calls;
    public boolean garbles;

    @Override
    public GeneratedKey generateDataKey(KeyReference key, EncryptionContext context) {
        called("generate");
        var bytes = new byte[DATA_KEY_BYTES];
        random.nextBytes(bytes);
        var secret = SecretBytes.adopt("fake", bytes);
        return new GeneratedKey(secret, wrap(key, context, bytes), new KmsReceipt("request-" + calls, "1"));
    }

    @Override
    public WrappedKey encrypt(KeyReference key, SecretBytes plaintext, EncryptionContext context) {
        called("encrypt");
        return wrap(key, context, plaintext.use(byte[]::clone));
    }

    @Override
    public UnwrappedKey decrypt(WrappedKey blob, EncryptionContext context) {
        called("decrypt");
        var found = wrapped.get(ByteBuffer.wrap(blob.blob()));
        if (found == null || !found.context.equals(context)) {
            throw new KmsFault(FaultClass.TAMPER, "decrypt", "Fake", "wrong blob or context", "", null);
        }
        var bytes = found.secret.<byte[]>use(byte[]::clone);
        bytes[0] ^= (byte) (garbles ? 1 : 0);
        return new UnwrappedKey(SecretBytes.adopt("fake", bytes), new KmsReceipt("request-" + calls, "1"));
    }

    @Override
    public KeyDescription describe(KeyReference key) {
        called("describe");
        return new KeyDescription(key, KeyState.ENABLED, "1", true, "fake", false, KmsReceipt.NONE);
    }

    @Override
    public WrappedKey reEncrypt(
            WrappedKey blob, EncryptionContext context, KeyReference target, EncryptionContext targetContext) {
        return encrypt(target, decrypt(blob, context).secret(), targetContext);
    }

    @Override
    public void close() {}

    private WrappedKey wrap(KeyReference key, EncryptionContext context, byte[] secret) {
        var blob = new byte[40];
        random.nextBytes(blob);
        wrapped.put(ByteBuffer.wrap(blob), new Remembered(key, context, SecretBytes.copyOf("fake", secret)));
        return new WrappedKey(key, "1", blob);
    }

    private void called(String operation) {
        calls++;
        var fault = faults.poll();
        if (fault != null) {
            throw new KmsFault(fault, operation, "Fake" + fault, "as told", "request-" + calls, null);
        }
    }
}
