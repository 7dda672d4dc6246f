package io.kanesh.engine.keys;

import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.observe.HomeLog;
import io.kanesh.engine.settings.Home;
import io.kanesh.files.CassandraLayout;
import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.files.Mount;
import io.kanesh.kms.SecretBytes;
import io.kanesh.kms.envelope.codec.FileCodec;
import io.kanesh.kms.envelope.keyring.DataKeyTerms;
import io.kanesh.kms.envelope.keyring.DataKeys;
import io.kanesh.kms.envelope.keyring.KeyringFiles;
import io.kanesh.kms.envelope.keyring.KeyringFiles.Opened;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The encrypted tree of a home. Closed until the agent hands the node's key over; once wiped, closed for ever. */
public final class EncryptedStorage implements Storage {

    private static final Logger LOG = LoggerFactory.getLogger(EncryptedStorage.class);

    /** Counts of a key's use are written down this often; between, only a clean stop or a threshold does. */
    private static final int CHECKPOINT_SECONDS = 300;

    /** As Cassandra's own policy for a disk that fails. */
    private static final int DISK_FAILED = 100;

    private final Home home;
    private final CountDownLatch wiped = new CountDownLatch(1);
    private final EncryptedFileSystemProvider provider = EncryptedFileSystemProvider.requireDefault();
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable DataKeys keys;
    private @Nullable Loans loans;

    public EncryptedStorage(Home home) {
        this.home = home;
    }

    @Override
    public synchronized void open(KeyArguments arguments) throws IOException {
        DataKeys held = keys;
        if (held != null) {
            repeated(held, arguments);
            return;
        }
        KeyringFiles files = new KeyringFiles(home.keyring());
        SecretBytes nodeKey = SecretBytes.adopt("engine", arguments.nodeKey());
        try {
            Opened opened = opened(files, arguments, nodeKey);
            Guard guard = new Guard(home, opened.keyring().node());
            guard.refuseUnencrypted();
            Loans trail = Loans.open(home.loans(), arguments.nodeId());
            DataKeys unlocked = new DataKeys(
                    files, opened, nodeKey, DataKeyTerms.of(arguments.suite()), trail, random, InstantSource.system());
            FileCodec codec = new FileCodec(arguments.clusterId(), arguments.nodeId(), random, InstantSource.system());
            provider.mount(new Mount(home.files(), codec, unlocked, CassandraLayout::kindOf));
            guard.check();
            home.prepareFiles();
            HomeLog.open(home.logs());
            loans = trail;
            keys = unlocked;
            Thread upkeep = new Thread(this::upkeep, "key-upkeep");
            upkeep.setDaemon(true);
            upkeep.start();
        } catch (IOException | RuntimeException refused) {
            nodeKey.destroy();
            throw refused;
        }
        LOG.info("The files of {} are open under node key {}", arguments.nodeId(), arguments.nodeKeyId());
    }

    private static void repeated(DataKeys held, KeyArguments arguments) {
        UUID active = held.keyring().activeNodeKey();
        java.util.Arrays.fill(arguments.nodeKey(), (byte) 0);
        if (!active.equals(arguments.nodeKeyId())) {
            throw new OperationRefused("this engine holds node key " + active + ", not " + arguments.nodeKeyId());
        }
        held.adopt(DataKeyTerms.of(arguments.suite()));
    }

    private static Opened opened(KeyringFiles files, KeyArguments arguments, SecretBytes nodeKey) throws IOException {
        for (KeyringFiles.Candidate candidate : files.candidates()) {
            if (candidate.unverified().activeNodeKey().equals(arguments.nodeKeyId())) {
                Opened opened = candidate.verify(nodeKey, arguments.minimumKeyringVersion());
                if (!opened.keyring().node().equals(arguments.identity())) {
                    throw new OperationRefused(
                            "the keyring belongs to " + opened.keyring().node());
                }
                return opened;
            }
        }
        throw new OperationRefused("no copy of the keyring is under node key " + arguments.nodeKeyId());
    }

    @Override
    public boolean isOpen() {
        return keys != null;
    }

    /** The unlocked keyring. */
    public DataKeys keys() {
        DataKeys held = keys;
        if (held == null) {
            throw new OperationRefused("this engine has no key yet");
        }
        return held;
    }

    private void upkeep() {
        try {
            for (int second = 1; !wiped.await(1, TimeUnit.SECONDS); second++) {
                if (second % CHECKPOINT_SECONDS == 0) {
                    checkpoint();
                } else {
                    forceLoans();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.error("The trail of key loans or the keyring cannot be written; no further key is lent", failed);
            wipe();
            Runtime.getRuntime().halt(DISK_FAILED);
        }
    }

    private synchronized void forceLoans() throws IOException {
        Loans trail = loans;
        if (trail != null) {
            trail.force();
        }
    }

    /** Writes down what the process only counts, while it may still write. */
    public synchronized void checkpoint() throws IOException {
        DataKeys held = keys;
        if (held != null) {
            held.checkpoint();
        }
        forceLoans();
    }

    @Override
    public void wipe() {
        wiped.countDown();
        HomeLog.close();
        try {
            provider.seal();
        } catch (IOException stuck) {
            // Its keys are wiped all the same, and the process ends next.
            LOG.warn("A file did not close at the seal: {}", stuck.toString());
        }
        DataKeys held = keys;
        if (held != null) {
            held.seal();
        }
    }
}
