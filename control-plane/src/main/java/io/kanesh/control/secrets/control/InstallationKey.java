package io.kanesh.control.secrets.control;

import io.kanesh.control.secrets.SecretsFault;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.calls.RetryingKms;
import io.kanesh.kms.envelope.calls.VerifiedKms;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's key: 256 bits that the master key's KMS made, in the database only wrapped, in memory while the control plane
 * runs. Opened once, at the start; when another master key is configured by then, wrapped by that one from now on.
 */
final class InstallationKey {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationKey.class);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** Shows in the KMS's log, and ties the wrapped key to its use. */
    static final EncryptionContext CONTEXT =
            EncryptionContext.of(Map.of("kanesh:purpose", "secrets of the control plane"));

    private final KaneshHome home;
    private final SecretsSettings settings;
    private final WrappedKeyStore store;
    private final InstantSource clock;
    private final SecureRandom random;

    InstallationKey(
            KaneshHome home,
            SecretsSettings settings,
            WrappedKeyStore store,
            InstantSource clock,
            SecureRandom random) {
        this.home = home;
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** The name of the master key that is to wrap it. */
    KeyReference wanted() {
        String configured = settings.key();
        try {
            return configured == null ? OwnVault.KEY : KeyReference.parse(configured);
        } catch (KeyReference.InvalidKeyReference wrong) {
            throw new SecretsFault("KANESH_SECRETS_KEY names no key: " + wrong.getMessage(), wrong);
        }
    }

    /** @throws SecretsFault when the key cannot be opened or made, with what to do */
    SecretBytes open() {
        KeyReference wanted = wanted();
        var former = new FormerKeyFile(home);
        Optional<WrappedKey> kept = store.find();
        if (kept.isEmpty()) {
            store.add(with(wanted, true, kms -> first(kms, wanted, former)), clock.instant());
            kept = store.find();
        }
        WrappedKey wrapped = kept.orElseThrow();
        SecretBytes key =
                with(wrapped.key(), false, kms -> kms.decrypt(wrapped, CONTEXT).secret());
        former.removeWhen(key);
        if (!wrapped.key().equals(wanted)) {
            WrappedKey moved = with(wanted, true, kms -> kms.encrypt(wanted, key, CONTEXT));
            store.replace(wrapped, moved, clock.instant());
            LOG.info("the installation's key is wrapped by {} from now on, and not by {}", wanted, wrapped.key());
        }
        return key;
    }

    /** What an installation before this one had in a file goes on as it is, wrapped: what it sealed stays open. */
    private static WrappedKey first(Kms kms, KeyReference wanted, FormerKeyFile former) {
        Optional<SecretBytes> found = former.read();
        if (found.isPresent()) {
            try (SecretBytes key = found.get()) {
                return kms.encrypt(wanted, key, CONTEXT);
            }
        }
        var made = kms.generateDataKey(wanted, CONTEXT);
        made.secret().destroy();
        return made.wrapped();
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Kms kms);
    }

    private <T> T with(KeyReference key, boolean makesKey, Use<T> use) {
        try {
            if (!key.equals(OwnVault.KEY)) {
                return use.of(patient(new ProcessKms(settings)));
            }
            try (OwnVault vault = OwnVault.open(home, CONTEXT, makesKey, clock, random)) {
                return use.of(patient(vault.kms()));
            }
        } catch (KmsFault fault) {
            throw new SecretsFault(sentence(key, fault), fault);
        } catch (IOException fault) {
            throw new SecretsFault(
                    "The vault of the installation's master key, " + OwnVault.folder(home) + ", cannot be opened: "
                            + fault.getMessage(),
                    fault);
        }
    }

    private Kms patient(Kms kms) {
        // Nobody ever counts this latch down: a wait with an end, and with an end by interruption.
        return new VerifiedKms(new RetryingKms(
                kms,
                ATTEMPTS,
                FIRST_PAUSE,
                pause -> {
                    var unused = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
                },
                random));
    }

    private String sentence(KeyReference key, KmsFault fault) {
        String what = "The secrets of this installation are sealed under a key that " + key
                + " wraps, and its KMS says: " + fault.getMessage() + ". ";
        if (key.equals(OwnVault.KEY)) {
            return what + "Restore " + OwnVault.folder(home) + " of the installation that this database belongs to from"
                    + " your backup.";
        }
        return what
                + (fault.faultClass() == FaultClass.REVOKED
                        ? "Give the control plane's identity the right to use the key again."
                        : "Mend the way to it (kanesh.secrets.settings), and start again.");
    }
}
