package io.kanesh.control.secrets.control;

import io.kanesh.control.secrets.SecretsFault;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code KANESH_HOME/secrets/master.key}: 256 bits in base 64, the installation's key as builds before the envelope kept it.
 * Taken over once, and removed when the key has been opened from its envelope.
 */
final class FormerKeyFile {
    private static final int KEY_BYTES = 32;

    private final Path file;

    FormerKeyFile(KaneshHome home) {
        this.file = home.secrets().resolve("master.key");
    }

    /** Empty when there is none, which is usual. @throws SecretsFault when it is broken */
    Optional<SecretBytes> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] key =
                    decoded(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length != KEY_BYTES) {
                throw new SecretsFault("The former key " + file + " does not hold " + KEY_BYTES
                        + " bytes in base 64. Restore it from your backup.");
            }
            return Optional.of(SecretBytes.adopt("the installation", key));
        } catch (IOException fault) {
            throw new UncheckedIOException("The former key " + file + " cannot be read", fault);
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }

    /** Removes it once it is the same as the key that came out of the envelope; another one is left, and said. */
    void removeWhen(SecretBytes opened) {
        Optional<SecretBytes> found = read();
        if (found.isEmpty()) {
            return;
        }
        try (SecretBytes former = found.get()) {
            boolean same = former.<Boolean>use(one -> opened.use(two -> MessageDigest.isEqual(one, two)));
            if (!same) {
                throw new SecretsFault(
                        file + " is not the key of this installation's database. Move it away, or restore"
                                + " the database that belongs to it.");
            }
            Files.delete(file);
        } catch (IOException fault) {
            throw new UncheckedIOException("The former key " + file + " cannot be removed", fault);
        }
    }
}
