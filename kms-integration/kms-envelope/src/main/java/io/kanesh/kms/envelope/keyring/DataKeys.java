package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.KeySource;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.SealedFileException.Kind;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The unlocked keyring in the engine: lends data keys, makes new ones, retires and destroys. Holds the node key until {@link
 * #seal()}; after that every loan is refused. A key is lent only after both copies of the keyring hold its wrapped form and that
 * form was unwrapped once. Thread-safe.
 */
public final class DataKeys implements KeySource {

    private final KeyringFiles files;
    private final AccessLog accessLog;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<UUID, SecretBytes> nodeKeys = new HashMap<>();
    private final Map<UUID, DataKey> open = new HashMap<>();
    private final KeyUses uses = new KeyUses();
    private DataKeyTerms terms;
    private KeyringFiles.Opened opened;
    private boolean sealed;

    /** Takes the node key over and destroys it at {@link #seal()}. */
    public DataKeys(
            KeyringFiles files,
            KeyringFiles.Opened opened,
            SecretBytes activeNodeKey,
            DataKeyTerms terms,
            AccessLog accessLog,
            SecureRandom random,
            InstantSource clock) {
        this.files = files;
        this.opened = opened;
        this.terms = terms;
        this.accessLog = accessLog;
        this.random = random;
        this.clock = clock;
        nodeKeys.put(opened.keyring().activeNodeKey(), activeNodeKey);
        uses.startFrom(opened.keyring());
    }

    /** The first keyring of a node: one node key, no data key; written twice. */
    public static KeyringFiles.Opened first(KeyringFiles files, NodeIdentity node, NodeKeys.Made made)
            throws IOException {
        var keyring = new Keyring(1, Keyring.NO_PREVIOUS, node, made.entry().id(), List.of(made.entry()), List.of());
        return files.write(keyring, made.secret());
    }

    public synchronized Keyring keyring() {
        return opened.keyring();
    }

    @Override
    public synchronized DataKey forWriting(String tableGroup, String file) throws SealedFileException {
        refuseWhenSealed(file);
        try {
            var entry = current(tableGroup);
            var key = secret(entry == null ? add(tableGroup) : entry);
            accessLog.lending(key.id(), file, "write-open");
            if (uses.openedFile(key.id())) {
                checkpoint();
            }
            return key;
        } catch (SealedFileException refused) {
            throw refused;
        } catch (IOException unwritable) {
            throw new SealedFileException(Kind.KEY_UNAVAILABLE, "no key for " + file, unwritable);
        }
    }

    @Override
    public synchronized DataKey forReading(UUID dataKeyId, String file) throws SealedFileException {
        refuseWhenSealed(file);
        var entry = opened.keyring()
                .dataKey(dataKeyId)
                .orElseThrow(() -> new SealedFileException(
                        Kind.KEY_UNAVAILABLE,
                        file + " needs data key " + dataKeyId + ", which is destroyed or foreign"));
        try {
            var key = secret(entry);
            accessLog.lending(key.id(), file, "read-open");
            return key;
        } catch (IOException unwritable) {
            throw new SealedFileException(Kind.KEY_UNAVAILABLE, "no key for " + file, unwritable);
        }
    }

    @Override
    public void wrote(UUID dataKeyId, long bytes) throws IOException {
        if (uses.wrote(dataKeyId, bytes)) {
            checkpoint();
        }
    }

    /** The data keys with what was encrypted under them until now. */
    public synchronized List<DataKeyEntry> counted() {
        return counted(opened.keyring().dataKeys());
    }

    /** Writes the counts into the keyring, when they changed: before a clean stop, and now and then. */
    public synchronized void checkpoint() throws IOException {
        if (!sealed && !counted().equals(opened.keyring().dataKeys())) {
            write(
                    opened.keyring().activeNodeKey(),
                    opened.keyring().nodeKeys(),
                    opened.keyring().dataKeys());
        }
    }

    /** Other terms for new files from now on: another suite takes effect with the next file. */
    public synchronized void adopt(DataKeyTerms newTerms) {
        terms = newTerms;
    }

    /**
     * Marks every key as retiring: after a machine was cloned or resumed from an image, whose twin may go on under the same
     * ones. The caller also closes all writers.
     */
    public synchronized void renewAll() throws IOException {
        var entries = new ArrayList<DataKeyEntry>();
        for (var entry : opened.keyring().dataKeys()) {
            entries.add(retiring(entry));
        }
        write(opened.keyring().activeNodeKey(), opened.keyring().nodeKeys(), entries);
    }

    /** Marks the current key of a table group as retiring: new files get a new one. */
    public synchronized void renew(String tableGroup) throws IOException {
        var entries = new ArrayList<DataKeyEntry>();
        for (var entry : opened.keyring().dataKeys()) {
            entries.add(entry.tableGroup().equals(tableGroup) ? retiring(entry) : entry);
        }
        write(opened.keyring().activeNodeKey(), opened.keyring().nodeKeys(), entries);
    }

    /**
     * Goes over to a new node key: all data keys are wrapped anew and the old node keys leave the keyring. Without this step
     * an old copy of the keyring would still open a destroyed data key.
     */
    public synchronized void rotateNodeKey(NodeKeys.Made made) throws IOException {
        rotate(made, opened.keyring().dataKeys());
    }

    /** Destroys data keys: wiped here, their entries gone, the survivors under a new node key. */
    public synchronized void destroy(Set<UUID> dataKeyIds, NodeKeys.Made newNodeKey) throws IOException {
        var survivors = new ArrayList<>(opened.keyring().dataKeys());
        survivors.removeIf(entry -> dataKeyIds.contains(entry.id()));
        rotate(newNodeKey, survivors);
        for (var id : dataKeyIds) {
            var dead = open.remove(id);
            if (dead != null) {
                dead.secret().destroy();
            }
        }
    }

    /** Changes the recipients of the active node key: a master key was rotated or replaced. No data key changes. */
    public synchronized void replaceActiveEntry(NodeKeyEntry entry) throws IOException {
        if (!entry.id().equals(opened.keyring().activeNodeKey())) {
            throw new IllegalArgumentException(entry.id() + " is not the active node key");
        }
        write(entry.id(), List.of(entry), opened.keyring().dataKeys());
    }

    /** Wipes every key. Nothing is lent any more. */
    public synchronized void seal() {
        sealed = true;
        open.values().forEach(key -> key.secret().destroy());
        open.clear();
        nodeKeys.values().forEach(SecretBytes::destroy);
        nodeKeys.clear();
    }

    private void refuseWhenSealed(String file) throws SealedFileException {
        if (sealed) {
            throw new SealedFileException(Kind.KEY_UNAVAILABLE, "no key for " + file + ": this node is sealed");
        }
    }

    private @Nullable DataKeyEntry current(String tableGroup) {
        for (var entry : opened.keyring().dataKeys()) {
            var age = Duration.ofMillis(clock.millis() - entry.createdMillis());
            if (entry.tableGroup().equals(tableGroup)
                    && entry.state() == DataKeyEntry.State.ACTIVE
                    && entry.suite() == terms.suite()
                    && terms.allow(age, uses.of(entry.id()))) {
                return entry;
            }
        }
        return null;
    }

    private DataKeyEntry add(String tableGroup) throws IOException {
        var keyring = opened.keyring();
        var id = randomId();
        var bytes = new byte[terms.suite().keyBytes()];
        random.nextBytes(bytes);
        var secret = SecretBytes.adopt("keyring: data key " + id, bytes);
        var entry = wrapped(id, terms.suite(), tableGroup, clock.millis(), keyring.activeNodeKey(), secret);
        var entries = new ArrayList<DataKeyEntry>();
        for (var other : keyring.dataKeys()) {
            entries.add(other.tableGroup().equals(tableGroup) ? retiring(other) : other);
        }
        entries.add(entry);
        try {
            write(keyring.activeNodeKey(), keyring.nodeKeys(), entries);
        } catch (IOException unwritable) {
            secret.destroy();
            throw unwritable;
        }
        open.put(id, new DataKey(id, terms.suite(), secret));
        return entry;
    }

    private DataKeyEntry wrapped(
            UUID id, Suite suite, String tableGroup, long createdMillis, UUID nodeKeyId, SecretBytes secret)
            throws KeyringException {
        var nodeKey = nodeKey(nodeKeyId);
        var node = opened.keyring().node();
        var wrapped = DataKeyWrap.wrap(nodeKey, node, id, suite, 1, secret, random);
        var entry = new DataKeyEntry(
                id, suite, tableGroup, DataKeyEntry.State.ACTIVE, 1, createdMillis, nodeKeyId, KeyUse.NONE, wrapped);
        DataKeyWrap.unwrap(nodeKey, node, entry).destroy();
        return entry;
    }

    private DataKeyEntry retiring(DataKeyEntry entry) throws KeyringException {
        if (entry.state() == DataKeyEntry.State.RETIRING) {
            return entry;
        }
        return rewrapped(entry, entry.nodeKeyId(), DataKeyEntry.State.RETIRING);
    }

    private DataKeyEntry rewrapped(DataKeyEntry entry, UUID nodeKeyId, DataKeyEntry.State state)
            throws KeyringException {
        var node = opened.keyring().node();
        var version = entry.stateVersion() + 1;
        var secret = secret(entry).secret();
        var wrapped = DataKeyWrap.wrap(nodeKey(nodeKeyId), node, entry.id(), entry.suite(), version, secret, random);
        return new DataKeyEntry(
                entry.id(),
                entry.suite(),
                entry.tableGroup(),
                state,
                version,
                entry.createdMillis(),
                nodeKeyId,
                entry.use(),
                wrapped);
    }

    private void rotate(NodeKeys.Made made, List<DataKeyEntry> survivors) throws IOException {
        var id = made.entry().id();
        nodeKeys.put(id, made.secret());
        var entries = new ArrayList<DataKeyEntry>();
        for (var entry : survivors) {
            entries.add(rewrapped(entry, id, entry.state()));
        }
        write(id, List.of(made.entry()), entries);
        nodeKeys.entrySet().removeIf(other -> {
            var old = !other.getKey().equals(id);
            if (old) {
                other.getValue().destroy();
            }
            return old;
        });
    }

    private void write(UUID active, List<NodeKeyEntry> newNodeKeys, List<DataKeyEntry> newDataKeys) throws IOException {
        var next = opened.keyring().next(opened.hash(), active, newNodeKeys, counted(newDataKeys));
        opened = files.write(next, nodeKey(active));
        uses.written(next);
    }

    private List<DataKeyEntry> counted(List<DataKeyEntry> entries) {
        return entries.stream().map(entry -> entry.with(uses.of(entry.id()))).toList();
    }

    private DataKey secret(DataKeyEntry entry) throws KeyringException {
        var key = open.get(entry.id());
        if (key == null) {
            var secret = DataKeyWrap.unwrap(
                    nodeKey(entry.nodeKeyId()), opened.keyring().node(), entry);
            key = new DataKey(entry.id(), entry.suite(), secret);
            open.put(entry.id(), key);
        }
        return key;
    }

    private SecretBytes nodeKey(UUID id) throws KeyringException {
        var key = nodeKeys.get(id);
        if (key == null) {
            throw new KeyringException(KeyringException.Kind.BROKEN, "node key " + id + " was not handed over");
        }
        return key;
    }

    private UUID randomId() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
