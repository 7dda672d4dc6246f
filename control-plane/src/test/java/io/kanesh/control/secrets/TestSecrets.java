package io.kanesh.control.secrets;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.secrets.SecretSealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Secrets under a key that nobody wraps, for tests of those who keep secrets; the same at each making. */
public final class TestSecrets implements InstallationSecrets {
    private final SecretSealer sealer;

    public TestSecrets() {
        sealer = new SecretSealer(SecretBytes.adopt("test", new byte[32]), new SecureRandom());
    }

    /** Two control planes are one installation: gives the vault of one home to another, before that one starts. */
    public static void share(Path from, Path to) throws IOException {
        Path vault = Path.of("secrets", "kms");
        Files.createDirectories(
                to.resolve(vault), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(
                from.resolve(vault).resolve("vault.json"),
                to.resolve(vault).resolve("vault.json"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Override
    public String seal(byte[] secret, String context) {
        return sealer.seal(secret, context);
    }

    @Override
    public byte[] open(String sealed, String context) {
        return sealer.open(sealed, context);
    }

    @Override
    public String derive(String purpose, String context) {
        return sealer.derive(purpose, context);
    }

    @Override
    public String masterKey() {
        return "kanesh-local://test/none";
    }
}
