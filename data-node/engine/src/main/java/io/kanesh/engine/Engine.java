package io.kanesh.engine;

import io.kanesh.engine.clients.ConnectedClients;
import io.kanesh.engine.clients.Doorkeeper;
import io.kanesh.engine.clients.Farewell;
import io.kanesh.engine.clients.LeavingPeers;
import io.kanesh.engine.control.EngineOperations;
import io.kanesh.engine.control.EngineStatus;
import io.kanesh.engine.control.EngineStatus.State;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.StartArguments;
import io.kanesh.engine.keys.EncryptedStorage;
import io.kanesh.engine.keys.Sealing;
import io.kanesh.engine.keys.Storage;
import io.kanesh.engine.observe.Figures;
import io.kanesh.engine.security.TlsFiles;
import io.kanesh.engine.settings.ConfigurationFiles;
import io.kanesh.engine.settings.Home;
import io.kanesh.engine.users.SessionSweep;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.cassandra.db.commitlog.CommitLog;
import org.apache.cassandra.db.compaction.CompactionManager;
import org.apache.cassandra.security.SSLFactory;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.utils.FBUtilities;
import org.jspecify.annotations.Nullable;

/**
 * One engine process from its first breath to its end. Cassandra is a set of singletons: a process starts it once, and a
 * drained or failed one can only end.
 */
final class Engine implements EngineOperations {

    /** Cassandra could not start. */
    private static final int START_FAILED = 3;

    private final Home home;
    private final Storage storage;
    private final Instant startedAt;
    private final PrintStream out;
    private final Sealing sealing;
    private final Doorkeeper doorkeeper = new Doorkeeper();
    private final ConnectedClients clients = new ConnectedClients(doorkeeper);
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile State state = State.WAITING;
    private volatile @Nullable String waitingFor = "waits for its settings from the agent";
    private volatile @Nullable StartArguments arguments;
    private volatile @Nullable EngineDaemon daemon;
    private volatile boolean inRing;
    private volatile boolean stoppedWhileStarting;

    /**
     * @param startedAt start of the process
     * @param out takes one line for each turn in the engine's life; nothing of a customer's goes there
     */
    Engine(Home home, Storage storage, Instant startedAt, PrintStream out) {
        this.home = home;
        this.storage = storage;
        sealing = new Sealing(storage, this::settle, out);
        this.startedAt = startedAt;
        this.out = out;
    }

    @Override
    public synchronized void start(StartArguments wanted) {
        StartArguments given = arguments;
        if (!storage.isOpen()) {
            throw new OperationRefused("this engine has no key yet");
        }
        if (given == null && state == State.WAITING) {
            doorkeeper.admit(wanted.allowedCidrs());
            arguments = wanted;
            enter(State.STARTING, "writes its configuration");
            new Thread(() -> startCassandra(wanted), "start").start();
        } else if (given == null || !given.settings().equals(wanted.settings())) {
            throw new OperationRefused("this engine runs with other settings; stop it first");
        }
    }

    private void startCassandra(StartArguments wanted) {
        try {
            new TlsFiles(home.tls()).adopt(wanted.tls());
            ConfigurationFiles.apply(wanted.settings(), home);
            Joining joining = new Joining(wanted.settings(), home, this::setWaitingFor);
            Runnable beforeClients = () -> {
                inRing = true;
                joining.prepareForClients();
            };
            EngineDaemon cassandra = new EngineDaemon(this::setWaitingFor, beforeClients, doorkeeper);
            daemon = cassandra;
            cassandra.activate();
            new SessionSweep(clients).start();
            LeavingPeers.watch(cassandra.nativeTransportService());
            enter(State.SERVING, null);
            started.countDown();
            out.println("engine serves after "
                    + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
        } catch (IOException | RuntimeException | Error failed) {
            // Cassandra leaves threads behind that keep the process alive and useless.
            out.println("engine failed to start: " + rootCause(failed));
            out.flush();
            Runtime.getRuntime().halt(START_FAILED);
        }
    }

    private static String rootCause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString().replace('\n', ' ');
    }

    /** What this engine needs to be sealed, and when. */
    Sealing sealing() {
        return sealing;
    }

    /** The last work before a seal: no new work, and what was acknowledged is on disk. */
    private void settle() throws IOException {
        enter(State.STOPPING, "seals itself: its key is gone");
        EngineDaemon serving = daemon;
        if (serving != null && inRing) {
            serving.stopNativeTransport(true);
            StorageService.instance.stopGossiping();
            CompactionManager.instance.forceShutdown();
            CommitLog.instance.sync(true);
        }
        if (storage instanceof EncryptedStorage encrypted) {
            encrypted.checkpoint();
        }
    }

    @Override
    public EngineStatus status() {
        // Asked too early, Cassandra's singletons would start themselves without a configuration.
        StorageService ring = inRing ? StorageService.instance : null;
        return new EngineStatus(
                state,
                waitingFor,
                ring == null ? null : ring.getLocalHostId(),
                ring == null ? null : ring.getSchemaVersion(),
                ring == null ? List.of() : sorted(ring.getLiveNodes()),
                ring == null ? List.of() : sorted(ring.getUnreachableNodes()),
                FBUtilities.getReleaseVersionString(),
                startedAt.toString(),
                ProcessHandle.current().pid(),
                arguments == null
                        ? null
                        : Integer.toHexString(arguments.settings().hashCode()),
                storage.isOpen() ? sealing.leftMillis() : null);
    }

    private static List<String> sorted(List<String> addresses) {
        return addresses.stream().sorted().toList();
    }

    @Override
    public Map<String, Double> metrics() {
        return state == State.SERVING ? Figures.read() : Map.of();
    }

    /** Who may connect, and who does. */
    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    ConnectedClients clients() {
        return clients;
    }

    boolean serves() {
        return state == State.SERVING;
    }

    @Override
    public synchronized void drain() {
        if (state == State.DRAINED) {
            return;
        }
        if (state != State.SERVING) {
            throw new OperationRefused("this engine does not serve yet: " + waitingFor);
        }
        enter(State.STOPPING, "stops serving and writes everything to disk");
        flush();
        enter(State.DRAINED, "waits to be stopped");
    }

    private void flush() {
        EngineDaemon serving = daemon;
        if (serving != null) {
            Farewell.say(serving.nativeTransportService());
        }
        try {
            StorageService.instance.drain();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("the drain did not finish", failed);
        }
    }

    @Override
    public synchronized void stop() {
        stoppedWhileStarting = state == State.STARTING;
        enter(State.STOPPING, "stops serving and writes everything to disk");
        stopped.countDown();
    }

    /** Returns when clients can log in; a start that fails ends the process. */
    void awaitStart() throws InterruptedException {
        started.await();
    }

    /**
     * Returns when the engine was told to stop and everything is on disk.
     *
     * @return false when it was told so while it was starting: nothing can be drained then, and nothing needs to be, because
     *     what was acknowledged before is in the commit log; the process must be halted
     */
    boolean runUntilStopped() {
        try {
            stopped.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (arguments != null && !stoppedWhileStarting) {
            flush();
        }
        sealing.close();
        return !stoppedWhileStarting;
    }

    @Override
    public void reloadTls() {
        StartArguments given = arguments;
        if (given == null) {
            throw new OperationRefused("this engine has no settings yet");
        }
        try {
            new TlsFiles(home.tls()).adopt(given.tls());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        SSLFactory.forceCheckCertFiles();
    }

    private void enter(State next, @Nullable String waiting) {
        state = next;
        waitingFor = waiting;
    }

    private void setWaitingFor(String sentence) {
        waitingFor = sentence;
    }
}
