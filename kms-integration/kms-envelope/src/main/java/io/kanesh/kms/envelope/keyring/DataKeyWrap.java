package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.Hkdf;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps data keys by a node key: AES-256-GCM under a key derived from it, random 96-bit nonce (a node key wraps thousands, far
 * below 2^32), bound to cluster, node, data key id, suite and state version.
 */
final class DataKeyWrap {

    private static final byte[] LABEL = "kanesh.io/data-key-wrap@v1".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int WRAP_KEY_BYTES = 32;

    private DataKeyWrap() {}

    static byte[] wrap(
            SecretBytes nodeKey,
            NodeIdentity node,
            UUID id,
            Suite suite,
            int stateVersion,
            SecretBytes dataKey,
            SecureRandom random) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nodeKey, nonce, aad(node, id, suite, stateVersion));
            var sealed = dataKey.<byte[]>use(live -> {
                try {
                    return cipher.doFinal(live);
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException("AES-GCM refused to wrap a key", impossible);
                }
            });
            var out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return out;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM refused to wrap a key", impossible);
        }
    }

    static SecretBytes unwrap(SecretBytes nodeKey, NodeIdentity node, DataKeyEntry entry) throws KeyringException {
        var wrapped = entry.wrapped();
        try {
            var aad = aad(node, entry.id(), entry.suite(), entry.stateVersion());
            var cipher = cipher(Cipher.DECRYPT_MODE, nodeKey, Arrays.copyOf(wrapped, NONCE_BYTES), aad);
            var plain = cipher.doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
            if (plain.length != entry.suite().keyBytes()) {
                throw new KeyringException(
                        KeyringException.Kind.TAMPERED,
                        "data key " + entry.id() + " has " + plain.length + " bytes, which is not " + entry.suite());
            }
            return SecretBytes.adopt("keyring: data key " + entry.id(), plain);
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw new KeyringException(
                    KeyringException.Kind.TAMPERED,
                    "data key " + entry.id() + " does not open under node key " + entry.nodeKeyId());
        }
    }

    private static Cipher cipher(int mode, SecretBytes nodeKey, byte[] nonce, byte[] aad)
            throws GeneralSecurityException {
        var key = nodeKey.<byte[]>use(live -> Hkdf.expand(live, LABEL, WRAP_KEY_BYTES));
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(aad);
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] aad(NodeIdentity node, UUID id, Suite suite, int stateVersion) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(node.clusterId());
            out.writeUTF(node.nodeId());
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
            out.writeByte(suite.code());
            out.writeInt(stateVersion);
        } catch (IOException impossible) {
            throw new IllegalStateException("Writing to memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }
}
