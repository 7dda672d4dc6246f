package io.kanesh.control.secrets.control;

import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKms;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A local KMS that nobody else has: its vault is {@code KANESH_HOME/secrets/kms}, its one key may be used by the control plane
 * alone, and it runs only while the control plane starts. The local KMS of the clusters is another one, with other keys.
 */
record OwnVault(LocalKmsServer server, Kms kms) implements AutoCloseable {
    static final KeyReference KEY = KeyReference.parse("kanesh-local://control-plane/secrets");

    private static final String PRINCIPAL = "control-plane";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    static Path folder(KaneshHome home) {
        return home.secrets().resolve("kms");
    }

    /**
     * Opens the vault.
     *
     * @param makesKey whether the key is made when it is not there; false when something was wrapped by it already, since another
     *     one would not open that
     */
    static OwnVault open(
            KaneshHome home, EncryptionContext context, boolean makesKey, InstantSource clock, SecureRandom random)
            throws IOException {
        Path folder = folder(home);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var server = LocalKmsServer.start(folder, 0, clock, random);
        try {
            var admin = LocalKmsAdmin.of(server.address(), folder);
            boolean exists =
                    admin.keys().stream().anyMatch(key -> key.reference().equals(KEY));
            if (!exists && makesKey) {
                admin.createKey(KEY);
                exists = true;
            }
            if (exists) {
                admin.setGrants(KEY, List.of(new Grant(PRINCIPAL, Grant.ALL, context.entries())));
            }
            // Fresh at each start, and kept nowhere: whoever may read the vault needs it no more than we do.
            String secret = admin.createIdentity(PRINCIPAL);
            return new OwnVault(server, new LocalKms(server.address(), PRINCIPAL, secret, DEADLINE));
        } catch (RuntimeException | IOException fault) {
            server.close();
            throw fault;
        }
    }

    @Override
    public void close() {
        kms.close();
        server.close();
    }
}
