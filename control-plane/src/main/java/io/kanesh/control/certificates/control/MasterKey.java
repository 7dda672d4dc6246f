package io.kanesh.control.certificates.control;

import io.kanesh.control.certificates.InstallationSecrets;
import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** {@code KANESH_HOME/secrets/master.key}: 256 bits in base 64, for the owner only; made at the first start. */
@Component
class MasterKey implements InstallationSecrets {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecretKey sealing;
    private final SecretKey deriving;

    MasterKey(KaneshHome home) {
        file = home.secrets().resolve("master.key");
        try {
            byte[] master = Files.exists(file) ? read() : create();
            // Two uses, two keys: what one of them ever lets out says nothing about the other.
            sealing = new SecretKeySpec(hmac(master, "kanesh sealing"), "AES");
            deriving = new SecretKeySpec(hmac(master, "kanesh deriving"), "HmacSHA256");
            Arrays.fill(master, (byte) 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be read or made", e);
        }
    }

    private byte[] read() throws IOException {
        byte[] key = decoded(Files.readString(file, StandardCharsets.US_ASCII).strip());
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("The master key " + file + " does not hold " + KEY_BYTES
                    + " bytes in base 64. Restore it from your backup.");
        }
        return key;
    }

    private byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] create() throws IOException {
        byte[] key = randomKey();
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("master.key.new");
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(
                    ByteBuffer.wrap(Base64.getEncoder().encodeToString(key).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return key;
    }

    private static byte[] randomKey() {
        try {
            var generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BYTES * 8);
            return generator.generateKey().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    @Override
    public String seal(byte[] secret, String context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            // Without parameters the JDK draws a fresh random nonce for each message.
            cipher.init(Cipher.ENCRYPT_MODE, sealing);
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            byte[] nonce = cipher.getIV();
            byte[] encrypted = cipher.doFinal(secret);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + encrypted.length)
                            .put(nonce)
                            .put(encrypted)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] open(String text, String context) {
        byte[] sealed = Base64.getDecoder().decode(text);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "The master key " + file + " does not open '" + context
                            + "', which was sealed with another one. Restore the master key that belongs to this database"
                            + " from your backup.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String derive(String purpose, String context) {
        byte[] secret = hmac(deriving.getEncoded(), purpose + "\0" + context);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
