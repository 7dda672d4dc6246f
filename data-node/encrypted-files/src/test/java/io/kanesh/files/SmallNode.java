package io.kanesh.files;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.envelope.audit.AuditEntry;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.calls.AuditedKms;
import io.kanesh.kms.envelope.codec.DataKey;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.codec.KeySource;
import io.kanesh.kms.envelope.codec.SealedFileException;
import io.kanesh.kms.envelope.codec.Suite;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import io.kanesh.kms.envelope.keyring.NodeKeyEntry;
import io.kanesh.kms.envelope.keyring.NodeKeys;
import io.kanesh.kms.envelope.lease.Cause;
import io.kanesh.kms.envelope.lease.Lease;
import io.kanesh.kms.envelope.lease.LeaseState;
import io.kanesh.kms.envelope.lease.LeaseTerms;
import io.kanesh.kms.envelope.lease.Moment;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKms;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One node in small, on a virtual clock: a keyring, a lease, an audit trail and encrypted files, and a real local KMS. In place of an engine
 * it appends lines to a log, forces each, and then calls it acknowledged. A seal takes no time here.
 */
final class SmallNode implements AutoCloseable {

    static final KeyReference KEY = KeyReference.parse("kanesh-local://here/one");
    private static final int WRITE_SECONDS = 20;
    static final String LOG = "commitlog/CommitLog-7-1.log";
    private static final String PRINCIPAL = "node/nd_1";
    private static final NodeIdentity NODE = new NodeIdentity("prj_1", "cl_1", "dc1", "nd_1");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final LocalKmsAdmin kms;
    final Path folder;
    final List<String> acknowledged = new ArrayList<>();
    /** Everything secret that this node ever held, to look for it on disk. */
    final List<byte[]> secrets = new ArrayList<>();

    Duration wallSkew = Duration.ZERO;
    boolean isBlobBroken;
    Lease lease;
    private final LocalKmsServer server;
    private final LocalKms client;
    private final AuditTrail trail;
    private final NodeKeys nodeKeys;
    private final KeyringFiles keyring;
    private final Random jitter = new Random(5);
    private final SecureRandom random = new SecureRandom();
    private @Nullable DataKeys keys;
    private @Nullable EncryptedFileSystemProvider files;
    private @Nullable FileChannel log;
    private long second;

    SmallNode(Path home, LeaseTerms terms) throws IOException {
        folder = Files.createDirectories(home.resolve("node"));
        Files.createDirectories(folder.resolve("files"));
        server = LocalKmsServer.start(home.resolve("kms"), 0, InstantSource.fixed(BEGIN), random);
        kms = LocalKmsAdmin.of(server.address(), home.resolve("kms"));
        kms.createKey(KEY);
        permit(true);
        client = new LocalKms(server.address(), PRINCIPAL, kms.createIdentity(PRINCIPAL), Duration.ofSeconds(5));
        trail = AuditTrail.open(trailFile(), this::wall);
        nodeKeys = new NodeKeys(new AuditedKms(client, trail, "nd_1", "validate"), NODE);
        keyring = new KeyringFiles(Files.createDirectories(folder.resolve("keyring")));
        DataKeys.first(keyring, NODE, newNodeKey());
        lease = Lease.starting(terms, now());
    }

    NodeKeys.Made newNodeKey() {
        var made = nodeKeys.generate(KEY, UUID.randomUUID(), wall().toEpochMilli());
        remember(made.secret());
        return made;
    }

    /** As {@code DataKeys} does it for a renewal: the KMS first, then the keyring. */
    void rotateNodeKey() throws IOException {
        Objects.requireNonNull(keys).rotateNodeKey(newNodeKey());
    }

    void permit(boolean isPermitted) {
        kms.setGrants(KEY, isPermitted ? List.of(new Grant(PRINCIPAL, Grant.ALL, Map.of())) : List.of());
    }

    Path trailFile() {
        return folder.resolve("audit.log");
    }

    long second() {
        return second;
    }

    boolean isOpen() {
        return keys != null;
    }

    /** A path of the encrypting file system, which there is only while the node holds its key. */
    Path path(String relative) throws IOException {
        var path = Objects.requireNonNull(files, "the node holds no key")
                .path(folder.resolve("files").resolve(relative));
        Files.createDirectories(path.getParent());
        return path;
    }

    /** One second passes. */
    void step() throws IOException {
        second++;
        lease = lease.tick(now());
        if (!lease.mustSeal() && lease.checkDue(now())) {
            check();
        }
        if (lease.mustSeal()) {
            seal();
        } else if (keys != null && second % WRITE_SECONDS == 0) {
            write();
        }
    }

    void until(LeaseState state, Duration atMost) throws IOException {
        var end = second + atMost.toSeconds();
        while (lease.state() != state) {
            if (second > end) {
                throw new AssertionError("not " + state + " within " + atMost + " but " + lease.state());
            }
            step();
        }
    }

    void pass(Duration time) throws IOException {
        for (var end = second + time.toSeconds(); second < end; ) {
            step();
        }
    }

    private void check() throws IOException {
        try {
            var candidate = keyring.candidates().get(0);
            var secret = nodeKeys.unwrap(asked(candidate.unverified().active()), KEY);
            remember(secret);
            lease = lease.good(now(), now(), jitter);
            if (keys == null) {
                open(candidate, secret);
            } else {
                secret.destroy();
            }
        } catch (KmsFault fault) {
            lease = lease.failed(Cause.of(fault), now(), jitter);
        }
    }

    private NodeKeyEntry asked(NodeKeyEntry entry) {
        if (!isBlobBroken) {
            return entry;
        }
        var whole = entry.recipients().get(0);
        var blob = whole.blob();
        blob[blob.length - 1] ^= 1;
        return new NodeKeyEntry(
                entry.id(), entry.createdMillis(), List.of(new WrappedKey(whole.key(), whole.keyVersion(), blob)));
    }

    private void open(KeyringFiles.Candidate candidate, SecretBytes secret) throws IOException {
        var opened = new DataKeys(
                keyring,
                candidate.verify(secret, 0),
                secret,
                DataKeyTerms.of(Suite.AES_128_GCM),
                (id, file, reason) ->
                        trail.append(new AuditEntry("nd_1", "lend", "", "", "", id.toString(), file, reason, "OK")),
                random,
                this::wall);
        keys = opened;
        var provider = new EncryptedFileSystemProvider(folder.getFileSystem().provider());
        provider.mount(new Mount(
                folder.resolve("files"),
                new FileCodec("cl_1", "nd_1", random, this::wall),
                watched(opened),
                CassandraLayout::kindOf));
        files = provider;
        log = FileChannel.open(path(LOG), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private KeySource watched(DataKeys lender) {
        return new KeySource() {
            @Override
            public DataKey forWriting(String tableGroup, String file) throws SealedFileException {
                var key = lender.forWriting(tableGroup, file);
                remember(key.secret());
                return key;
            }

            @Override
            public DataKey forReading(UUID dataKeyId, String file) throws SealedFileException {
                return lender.forReading(dataKeyId, file);
            }

            @Override
            public void wrote(UUID dataKeyId, long bytes) throws IOException {
                lender.wrote(dataKeyId, bytes);
            }
        };
    }

    private void seal() throws IOException {
        Objects.requireNonNull(files).seal();
        Objects.requireNonNull(log).close();
        Objects.requireNonNull(keys).seal();
        keys = null;
        files = null;
        log = null;
        lease = lease.sealed(now());
    }

    private void write() throws IOException {
        var line = FaultsTest.CANARY + " " + second;
        var into = Objects.requireNonNull(log);
        into.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        into.force(false);
        acknowledged.add(line);
    }

    private void remember(SecretBytes secret) {
        secrets.add(secret.use(byte[]::clone));
    }

    private Moment now() {
        return new Moment(Duration.ofSeconds(second).toNanos(), wall());
    }

    private Instant wall() {
        return BEGIN.plusSeconds(second).plus(wallSkew);
    }

    @Override
    public void close() throws IOException {
        if (keys != null) {
            seal();
        }
        trail.close();
        client.close();
        server.close();
    }
}
