package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.codec.Hkdf;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyring as bytes: magic 8, format 1, the entries, SHA-256 of all before (tells a half-written copy without any key), and
 * an HMAC-SHA-512 of all before under a key derived from the active node key (tells a changed one).
 */
final class KeyringCodec {

    static final int HASH_BYTES = 32;
    static final int MAC_BYTES = 64;

    private static final long MAGIC = 0x894B414E4B52470AL;
    private static final int FORMAT = 1;
    private static final int MAX_ENTRIES = 1_000_000;
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final byte[] MAC_LABEL = "kanesh.io/keyring-mac@v1".getBytes(StandardCharsets.US_ASCII);

    private KeyringCodec() {}

    static byte[] write(Keyring keyring, SecretBytes activeNodeKey) {
        var body = body(keyring);
        var hash = sha256(body);
        var out = Arrays.copyOf(body, body.length + HASH_BYTES + MAC_BYTES);
        System.arraycopy(hash, 0, out, body.length, HASH_BYTES);
        var mac = mac(out, body.length + HASH_BYTES, activeNodeKey);
        System.arraycopy(mac, 0, out, body.length + HASH_BYTES, MAC_BYTES);
        return out;
    }

    /** Reads without authenticating: enough to learn which blob to unwrap, and no more. */
    static Keyring readUnverified(byte[] bytes) throws IOException {
        var bodyLength = bytes.length - HASH_BYTES - MAC_BYTES;
        if (bodyLength < 0) {
            throw new IOException("too short: " + bytes.length + " bytes");
        }
        var body = Arrays.copyOf(bytes, bodyLength);
        if (!MessageDigest.isEqual(sha256(body), Arrays.copyOfRange(bytes, bodyLength, bodyLength + HASH_BYTES))) {
            throw new IOException("half-written or damaged: its checksum does not fit");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            var keyring = keyring(in);
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes too many");
            }
            return keyring;
        } catch (IllegalArgumentException nonsense) {
            throw new IOException("nonsense: " + nonsense.getMessage(), nonsense);
        }
    }

    static boolean authentic(byte[] bytes, SecretBytes activeNodeKey) {
        var length = bytes.length - MAC_BYTES;
        return MessageDigest.isEqual(
                mac(bytes, length, activeNodeKey), Arrays.copyOfRange(bytes, length, bytes.length));
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] body(Keyring keyring) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeByte(FORMAT);
            out.writeLong(keyring.version());
            text(out, keyring.previousHash());
            text(out, keyring.node().projectId());
            text(out, keyring.node().clusterId());
            text(out, keyring.node().dataCenter());
            text(out, keyring.node().nodeId());
            uuid(out, keyring.activeNodeKey());
            out.writeInt(keyring.nodeKeys().size());
            for (var entry : keyring.nodeKeys()) {
                uuid(out, entry.id());
                out.writeLong(entry.createdMillis());
                out.writeInt(entry.recipients().size());
                for (var recipient : entry.recipients()) {
                    text(out, recipient.key().uri());
                    text(out, recipient.keyVersion());
                    block(out, recipient.blob());
                }
            }
            out.writeInt(keyring.dataKeys().size());
            for (var entry : keyring.dataKeys()) {
                uuid(out, entry.id());
                out.writeByte(entry.suite().code());
                text(out, entry.tableGroup());
                out.writeBoolean(entry.state() == DataKeyEntry.State.RETIRING);
                out.writeInt(entry.stateVersion());
                out.writeLong(entry.createdMillis());
                uuid(out, entry.nodeKeyId());
                out.writeLong(entry.use().bytes());
                out.writeLong(entry.use().files());
                block(out, entry.wrapped());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("Writing to memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static Keyring keyring(DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new IOException("not a keyring");
        }
        var format = in.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException("unknown keyring format " + format);
        }
        var version = in.readLong();
        var previousHash = text(in);
        var node = new NodeIdentity(text(in), text(in), text(in), text(in));
        var active = uuid(in);
        var nodeKeys = new ArrayList<NodeKeyEntry>();
        for (var left = count(in); left > 0; left--) {
            nodeKeys.add(new NodeKeyEntry(uuid(in), in.readLong(), recipients(in)));
        }
        var dataKeys = new ArrayList<DataKeyEntry>();
        for (var left = count(in); left > 0; left--) {
            var id = uuid(in);
            var suite = Suite.of(in.readUnsignedByte());
            var tableGroup = text(in);
            var state = in.readBoolean() ? DataKeyEntry.State.RETIRING : DataKeyEntry.State.ACTIVE;
            dataKeys.add(new DataKeyEntry(
                    id, suite, tableGroup, state, in.readInt(), in.readLong(), uuid(in), use(in), block(in)));
        }
        return new Keyring(version, previousHash, node, active, nodeKeys, dataKeys);
    }

    private static KeyUse use(DataInputStream in) throws IOException {
        return new KeyUse(in.readLong(), in.readLong());
    }

    private static List<WrappedKey> recipients(DataInputStream in) throws IOException {
        var recipients = new ArrayList<WrappedKey>();
        for (var left = count(in); left > 0; left--) {
            recipients.add(new WrappedKey(KeyReference.parse(text(in)), text(in), block(in)));
        }
        return recipients;
    }

    private static int count(DataInputStream in) throws IOException {
        var count = in.readInt();
        if (count < 0 || count > MAX_ENTRIES) {
            throw new IOException("impossible count " + count);
        }
        return count;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        block(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(block(in), StandardCharsets.UTF_8);
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0 || length > Math.min(MAX_TEXT_BYTES, in.available())) {
            throw new IOException("impossible length " + length);
        }
        return in.readNBytes(length);
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static byte[] mac(byte[] bytes, int length, SecretBytes nodeKey) {
        var key = nodeKey.<byte[]>use(live -> Hkdf.expand(live, MAC_LABEL, MAC_BYTES));
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA512", impossible);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
