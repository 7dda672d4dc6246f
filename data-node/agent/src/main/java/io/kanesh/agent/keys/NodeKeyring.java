package io.kanesh.agent.keys;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.Keyring;
import io.kanesh.kms.envelope.keyring.KeyringException;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The node's keyring on disk, and what the KMS does for it. Whoever gets a secret here wipes it. */
final class NodeKeyring {

    private final Path engineHome;
    private final KeyringFiles files;
    private final Supplier<String> clusterId;
    private final String nodeId;
    private final KmsClients clients;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param engineHome the engine's home: the keyring and the encrypted files are below it */
    NodeKeyring(Path engineHome, Supplier<String> clusterId, String nodeId, KmsClients clients, InstantSource clock) {
        this.engineHome = engineHome;
        this.clusterId = clusterId;
        this.nodeId = nodeId;
        this.clients = clients;
        this.clock = clock;
        files = new KeyringFiles(engineHome.resolve("keyring"));
    }

    /** An opened keyring, authenticated by the node key that the KMS has just unwrapped; the caller wipes the secret. */
    record Unlocked(KeyringFiles.Opened opened, SecretBytes secret, KeyAccess through) implements AutoCloseable {
        Keyring keyring() {
            return opened.keyring();
        }

        @Override
        public void close() {
            secret.destroy();
        }
    }

    Path engineHome() {
        return engineHome;
    }

    NodeIdentity identity(Encryption encryption) {
        return new NodeIdentity(encryption.projectId(), clusterId.get(), encryption.dataCenter(), nodeId);
    }

    /** What the newest copy says of itself; null before the first keyring. Use it for reports only. */
    @Nullable
    Keyring unverified() throws IOException {
        return exists() ? files.candidates().get(0).unverified() : null;
    }

    boolean exists() {
        return Files.exists(engineHome.resolve("keyring/keyring.1"))
                || Files.exists(engineHome.resolve("keyring/keyring.2"));
    }

    /**
     * The first keyring of a node.
     *
     * @throws KmsFault also when there are files already: a node key that is lost must not be replaced silently
     */
    void create(Encryption encryption) throws IOException {
        if (holdsFiles(engineHome.resolve("files"))) {
            throw new KmsFault(
                    FaultClass.TAMPER,
                    "open",
                    "KeyringMissing",
                    "this node has files but no keyring; restore it from the copy that the control plane keeps",
                    "",
                    null);
        }
        Files.createDirectories(engineHome.resolve("keyring"));
        var kms = clients.with(encryption.key(), "start", encryption.drill());
        var made = new NodeKeys(kms, identity(encryption))
                .generate(KeyReference.parse(encryption.key().keyUri()), newId(), clock.millis());
        try (var secret = made.secret()) {
            DataKeys.first(files, identity(encryption), new NodeKeys.Made(secret, made.entry()));
        }
    }

    /**
     * Asks the KMS for the node key and opens the keyring with it.
     *
     * @param oldest versions below are refused
     * @throws KmsFault when the KMS gives no good answer
     * @throws KeyringException when the keyring is not what this node wrote
     */
    Unlocked unlock(Encryption encryption, String reason, long oldest) throws IOException {
        KeyringException refused = null;
        for (var candidate : files.candidates()) {
            var entry = candidate.unverified().active();
            var through = way(entry, encryption);
            var secret = new NodeKeys(clients.with(through, reason, encryption.drill()), identity(encryption))
                    .unwrap(entry, KeyReference.parse(through.keyUri()));
            try {
                return new Unlocked(candidate.verify(secret, oldest), secret, through);
            } catch (KeyringException broken) {
                secret.destroy();
                refused = broken;
            }
        }
        throw java.util.Objects.requireNonNull(refused, "there is at least one candidate");
    }

    /**
     * The way to the master key that opens this node key: the desired one as soon as it is a recipient, until then the former. The
     * rule of regions: no other recipient is tried.
     */
    private static KeyAccess way(NodeKeyEntry entry, Encryption encryption) {
        if (wrappedBy(entry, encryption.key()) || entry.recipients().isEmpty()) {
            return encryption.key();
        }
        var former = encryption.formerKey();
        if (former != null && wrappedBy(entry, former)) {
            return former;
        }
        // Another key of the same KMS: the node's identity is the same.
        var uri = entry.recipients().get(0).key().uri();
        try {
            return new KeyAccess(
                    uri, encryption.key().provider(), encryption.key().settings());
        } catch (IllegalArgumentException otherCloud) {
            throw new KmsFault(
                    FaultClass.OURS,
                    "open",
                    "Settings",
                    "the node key is wrapped by " + uri + ", and nothing says how to reach that key",
                    "",
                    otherCloud);
        }
    }

    static boolean wrappedBy(NodeKeyEntry entry, KeyAccess access) {
        return entry.recipients().stream()
                .anyMatch(recipient -> recipient.key().uri().equals(access.keyUri()));
    }

    /** A new node key under the desired master key. */
    NodeKeys.Made make(Encryption encryption) {
        var kms = clients.with(encryption.key(), "rotate", encryption.drill());
        return new NodeKeys(kms, identity(encryption))
                .generate(KeyReference.parse(encryption.key().keyUri()), newId(), clock.millis());
    }

    /** The same node key, wrapped by the desired master key too, and opened through it once. */
    NodeKeyEntry withDesiredRecipient(Unlocked unlocked, Encryption encryption) {
        var old = clients.with(unlocked.through(), "change-key", encryption.drill());
        var other = clients.with(encryption.key(), "change-key", encryption.drill());
        return new NodeKeys(old, identity(encryption))
                .addRecipient(
                        unlocked.keyring().active(),
                        unlocked.secret(),
                        other,
                        KeyReference.parse(encryption.key().keyUri()));
    }

    /** The keyring as a writer of it, for the time when no engine is. The caller seals it. */
    DataKeys writer(Unlocked unlocked, Encryption encryption) {
        return new DataKeys(
                files,
                unlocked.opened(),
                unlocked.secret().copyFor("agent"),
                io.kanesh.kms.envelope.keyring.DataKeyTerms.of(Terms.suite(encryption.algorithm())),
                (id, file, why) -> {},
                random,
                clock);
    }

    private UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static boolean holdsFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.anyMatch(Files::isRegularFile);
        }
    }
}
