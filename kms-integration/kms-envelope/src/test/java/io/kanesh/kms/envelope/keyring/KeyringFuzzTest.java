package io.kanesh.kms.envelope.keyring;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kanesh.kms.SecretBytes;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** No input makes the keyring's parser do anything but read or refuse. */
class KeyringFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void body(byte[] body) throws Exception {
        // The checksum is put right, so that the fuzzer gets behind it.
        var bytes = Arrays.copyOf(body, body.length + KeyringCodec.HASH_BYTES + KeyringCodec.MAC_BYTES);
        var hash = MessageDigest.getInstance("SHA-256").digest(body);
        System.arraycopy(hash, 0, bytes, body.length, hash.length);
        try {
            var keyring = KeyringCodec.readUnverified(bytes);
            KeyringCodec.write(keyring, SecretBytes.adopt("fuzz", new byte[32]));
        } catch (IOException refused) {
            // What is expected of made-up bytes.
        }
        if (KeyringCodec.authentic(bytes, SecretBytes.adopt("fuzz", new byte[32]))) {
            throw new AssertionError("Made-up bytes passed as authentic");
        }
    }
}
