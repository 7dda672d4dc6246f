package io.kanesh.control.secrets.control;

import io.kanesh.control.secrets.InstallationSecrets;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.secrets.SecretSealer;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The installation's secrets under its enveloped key, which is opened at the start and forgotten at the end. */
@Component
class EnvelopedSecrets implements InstallationSecrets {
    private final SecretSealer sealer;
    private final String masterKey;

    EnvelopedSecrets(KaneshHome home, SecretsSettings settings, WrappedKeyStore store, InstantSource clock) {
        var random = new SecureRandom();
        var key = new InstallationKey(home, settings, store, clock, random);
        try (SecretBytes opened = key.open()) {
            sealer = new SecretSealer(opened, random);
        }
        masterKey = key.wanted().uri();
        sayWhere(home);
    }

    /** For people, and for those who ask whether an installation is here: the master key's name, which is no secret. */
    private void sayWhere(KaneshHome home) {
        Path file = home.secretsKeyName();
        try {
            Files.createDirectories(home.secrets());
            Files.writeString(file, masterKey + "\n");
        } catch (IOException fault) {
            throw new UncheckedIOException(file + " cannot be written", fault);
        }
    }

    @Override
    public String seal(byte[] secret, String context) {
        return sealer.seal(secret, context);
    }

    @Override
    public byte[] open(String sealed, String context) {
        try {
            return sealer.open(sealed, context);
        } catch (IllegalArgumentException other) {
            throw new IllegalStateException(
                    "What the database holds does not open: " + other.getMessage()
                            + ". Restore the database and KANESH_HOME that belong together from your backup.",
                    other);
        }
    }

    @Override
    public String derive(String purpose, String context) {
        return sealer.derive(purpose, context);
    }

    @Override
    public String masterKey() {
        return masterKey;
    }

    @PreDestroy
    void forget() {
        sealer.close();
    }

    /** Brings the settings in. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SecretsSettings.class)
    static class Settings {}
}
