package io.kanesh.engine.keys;

import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.observe.HomeLog;
import io.kanesh.engine.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.cassandra.db.commitlog.CommitLog;
import org.apache.cassandra.service.CacheService;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.service.paxos.PaxosState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the node's files under new data keys, table after table, by Cassandra's own rewriting, which its compaction throughput
 * throttles. Nothing is kept of where it was: begun again, it rewrites what is older than its beginning. Snapshots and
 * undelivered hints are not touched: their keys stay until they are gone.
 */
final class Rewrite {

    private static final Logger LOG = LoggerFactory.getLogger(Rewrite.class);

    private final Home home;
    private final BooleanSupplier serves;
    private boolean running;
    private @Nullable String table;
    private @Nullable String failure;

    Rewrite(Home home, BooleanSupplier serves) {
        this.home = home;
        this.serves = serves;
    }

    void requireServing() {
        if (!serves.getAsBoolean()) {
            throw new OperationRefused("this engine does not serve yet; its files are rewritten later");
        }
    }

    synchronized Map<String, Object> progress() {
        Map<String, Object> progress = new TreeMap<>();
        progress.put("running", running);
        if (table != null) {
            progress.put("at", table);
        }
        if (failure != null) {
            progress.put("failure", failure);
        }
        return progress;
    }

    /** Begins in the background; without effect while it runs. */
    synchronized void begin() {
        if (!running) {
            running = true;
            failure = null;
            Thread worker = new Thread(this::run, "rewrite");
            worker.setDaemon(true);
            worker.start();
        }
    }

    private void run() {
        try {
            for (String keyspace : StorageService.instance.getKeyspaces()) {
                at(keyspace);
                StorageService.instance.forceKeyspaceFlush(keyspace);
                StorageService.instance.upgradeSSTables(keyspace, false, Long.MAX_VALUE, 1);
            }
            at("commit log");
            CommitLog.instance.forceRecycleAllSegments();
            // Else counters that were saved under a retired key would keep it alive until they are saved again, hours
            // later.
            CacheService.instance.saveCaches();
            // Written once at the first start and never again by itself.
            PaxosState.ballotTracker().flush();
            at("other files");
            copyOthers();
            finished(null);
        } catch (IOException | ExecutionException | RuntimeException failed) {
            LOG.warn("The rewriting under new keys stopped; it begins again when it is asked for", failed);
            finished(failed.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            finished("stopped");
        }
    }

    /** What is left is small: copied through the default file system, which encrypts under the new key. */
    private void copyOthers() throws IOException {
        HomeLog.roll();
        copy(home.guard(), ".fresh.log");
        for (Path log : files(home.logs(), path -> !HomeLog.isNewest(path))) {
            copy(log, ".fresh.log");
        }
        // Cassandra merges what a table's transactions left open once there are two files of it; a single one
        // stays as it is until the table's next transaction. It never changes after it was written. One that a
        // merge removes between the look and the move comes back, and is merged again at the next start: what it
        // holds is committed, or repaired, by then.
        Path open = PaxosState.uncommittedTracker().getDirectory().toPath();
        for (Path file : files(open, Rewrite::isOfTransactions)) {
            try {
                // Cassandra throws away what it finds under this ending at a start.
                copy(file, ".tmp");
            } catch (NoSuchFileException merged) {
                LOG.debug("{} needs no rewriting any more: it was merged", file);
            }
        }
    }

    private static boolean isOfTransactions(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".paxos") || name.endsWith(".paxos.crc");
    }

    private static List<Path> files(Path directory, Predicate<Path> which) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(which).toList();
        }
    }

    private static void copy(Path file, String ending) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ending);
        Files.write(fresh, Files.readAllBytes(file));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private synchronized void at(String name) {
        table = name;
    }

    private synchronized void finished(@Nullable String why) {
        running = false;
        table = null;
        failure = why;
    }
}
