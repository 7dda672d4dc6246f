package io.kanesh.kms.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.kms.KeyState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys, grants and identities of the local KMS, in one file ({@code vault.json}, readable by its owner only), rewritten whole
 * and atomically. Thread-safe.
 */
final class Vault {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final SecureRandom random;
    private final Map<String, StoredKey> keys = new TreeMap<>();
    private final Map<String, String> identities = new TreeMap<>();

    /** The file's form: keys, and the SHA-256 of every identity's secret. */
    record Contents(List<StoredKey> keys, Map<String, String> identities) {}

    Vault(Path home, SecureRandom random) throws IOException {
        this.file = home.resolve("vault.json");
        this.random = random;
        if (Files.exists(file)) {
            var contents = JSON.readValue(Files.readAllBytes(file), Contents.class);
            contents.keys().forEach(key -> keys.put(key.uri(), key));
            identities.putAll(contents.identities());
        }
    }

    synchronized List<StoredKey> keys() {
        return List.copyOf(keys.values());
    }

    synchronized void create(String uri) throws IOException {
        if (keys.containsKey(uri)) {
            throw new Refusal(409, "AlreadyExists", "Key " + uri + " exists");
        }
        keys.put(uri, new StoredKey(uri, KeyState.ENABLED, List.of(newMaterial()), List.of()));
        save();
    }

    synchronized void change(String uri, UnaryOperator<StoredKey> change) throws IOException {
        keys.put(uri, change.apply(key(uri)));
        save();
    }

    synchronized void rotate(String uri) throws IOException {
        change(uri, key -> {
            var versions = new ArrayList<>(key.versions());
            versions.add(newMaterial());
            return key.with(versions);
        });
    }

    /** Makes an identity, or gives an existing one a new secret. The secret is shown once and not kept. */
    synchronized String identity(String principal) throws IOException {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        identities.put(principal, sha256(secret));
        save();
        return secret;
    }

    synchronized void forget(String principal) throws IOException {
        identities.remove(principal);
        save();
    }

    synchronized void authenticate(String principal, String secret) {
        var expected = identities.get(principal);
        if (expected == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        sha256(secret).getBytes(StandardCharsets.US_ASCII))) {
            throw new Refusal(401, "Unauthenticated", "Unknown identity or wrong secret");
        }
    }

    /** The key, after the caller's permission, in the order of the clouds: existence, permission, state. */
    synchronized StoredKey authorized(String uri, String principal, String operation, Map<String, String> context) {
        var key = key(uri);
        if (key.grants().stream().noneMatch(grant -> grant.allows(principal, operation, context))) {
            throw new Refusal(
                    403, "AccessDenied", principal + " may not " + operation + " with " + uri + " in this context");
        }
        return key;
    }

    static void requireEnabled(StoredKey key) {
        if (!key.state().usable()) {
            throw new Refusal(409, "KeyState", "Key " + key.uri() + " is " + key.state());
        }
    }

    /** version 4 | nonce 12 | ciphertext and tag; bound to the key's name and the context. */
    byte[] wrap(StoredKey key, byte[] plain, byte[] context) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var version = key.versions().size();
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, version, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(Integer.BYTES + NONCE_BYTES + sealed.length)
                    .putInt(version)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM refused to wrap", impossible);
        }
    }

    byte[] unwrap(StoredKey key, byte[] blob, byte[] context) {
        try {
            var in = ByteBuffer.wrap(blob);
            var version = in.getInt();
            var nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            var sealed = new byte[in.remaining()];
            in.get(sealed);
            if (version < 1 || version > key.versions().size()) {
                throw new Refusal(400, "InvalidCiphertext", "The blob names version " + version);
            }
            return cipher(Cipher.DECRYPT_MODE, key, version, nonce, context).doFinal(sealed);
        } catch (GeneralSecurityException | java.nio.BufferUnderflowException broken) {
            throw new Refusal(400, "InvalidCiphertext", "The blob or its context is not what this key wrapped");
        }
    }

    static int versionOf(byte[] blob) {
        return blob.length < Integer.BYTES ? 0 : ByteBuffer.wrap(blob).getInt();
    }

    byte[] newKey() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, StoredKey key, int version, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        var material = Base64.getDecoder().decode(key.versions().get(version - 1));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(key.uri().getBytes(StandardCharsets.UTF_8));
        cipher.updateAAD(context);
        return cipher;
    }

    private StoredKey key(String uri) {
        var key = keys.get(uri);
        if (key == null) {
            throw Refusal.notFound(uri);
        }
        return key;
    }

    private String newMaterial() {
        return Base64.getEncoder().encodeToString(newKey());
    }

    private void save() throws IOException {
        var fresh = file.resolveSibling("vault.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(
                    JSON.writeValueAsBytes(new Contents(List.copyOf(keys.values()), Map.copyOf(identities))));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
