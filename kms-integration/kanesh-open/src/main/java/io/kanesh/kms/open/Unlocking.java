package io.kanesh.kms.open;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringException;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a keyring and its master key to the data keys. Writes nothing. */
final class Unlocking {

    private Unlocking() {}

    /** One call to the KMS. The caller seals what it gets. */
    static DataKeys unlock(Path keyring, @Nullable KeyReference wanted, Map<String, String> settings)
            throws IOException, Order.Wrong {
        var files = new KeyringFiles(keyring);
        KeyringException refused = null;
        for (var candidate : files.candidates()) {
            var entry = candidate.unverified().active();
            var key = wanted == null ? onlyRecipient(entry) : wanted;
            try (var kms = open(key, settings)) {
                var nodeKey = new NodeKeys(kms, candidate.unverified().node()).unwrap(entry, key);
                return new DataKeys(
                        files,
                        candidate.verify(nodeKey, 0),
                        nodeKey,
                        DataKeyTerms.of(Suite.AES_128_GCM),
                        (id, file, reason) -> {},
                        new SecureRandom(),
                        InstantSource.system());
            } catch (KeyringException tampered) {
                refused = tampered;
            }
        }
        throw refused == null ? new IOException("There is no keyring in " + keyring) : refused;
    }

    private static Kms open(KeyReference key, Map<String, String> settings) throws Order.Wrong {
        try {
            return KmsProvider.openFor(key, settings);
        } catch (IllegalArgumentException unfit) {
            throw new Order.Wrong("--settings: " + unfit.getMessage());
        }
    }

    private static KeyReference onlyRecipient(NodeKeyEntry entry) throws Order.Wrong {
        var keys = entry.recipients().stream().map(WrappedKey::key).toList();
        if (keys.size() > 1) {
            throw new Order.Wrong("The keyring names several master keys; choose one with --key: " + keys);
        }
        return keys.get(0);
    }
}
