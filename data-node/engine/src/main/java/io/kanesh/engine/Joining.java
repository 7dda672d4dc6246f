package io.kanesh.engine;

import io.kanesh.agent.api.EngineSettings;
import io.kanesh.engine.security.ClusterSecurity;
import io.kanesh.engine.settings.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.cassandra.db.SystemKeyspace;
import org.apache.cassandra.exceptions.RequestExecutionException;
import org.apache.cassandra.gms.FailureDetector;
import org.apache.cassandra.locator.InetAddressAndPort;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.utils.FBUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node that has joined the ring does before it lets clients in. */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    /** How often a wait looks again. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * How long a restarted node waits for its peers. It opens its port without them after that: a node that can serve must
     * not stay away because another is down.
     */
    private static final Duration PEERS_COME_BACK = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final Home home;
    private final Consumer<String> waitingFor;

    Joining(EngineSettings settings, Home home, Consumer<String> waitingFor) {
        this.settings = settings;
        this.home = home;
        this.waitingFor = waitingFor;
    }

    /** Runs on the starting thread, after the node has its tokens. */
    void prepareForClients() {
        requireItsRows();
        boolean preparesCluster = !settings.autoBootstrap() && !Files.exists(home.clusterPrepared());
        if (preparesCluster) {
            // Without a deadline: the control plane's runbook has one, and shows meanwhile what is awaited.
            List<InetAddressAndPort> seeds =
                    settings.seeds().stream().map(Joining::address).toList();
            while (!allInRing(seeds, "seeds")) {
                pause();
            }
            ClusterSecurity security = new ClusterSecurity(settings);
            while (!schemaPrepared(security, seeds)) {
                pause();
            }
            waitingFor.accept("writes the administrator role to a quorum of nodes");
            while (!written(security)) {
                pause();
            }
            markPrepared();
        } else {
            waitFor(
                    PEERS_COME_BACK,
                    () -> allInRing(StorageService.instance.getTokenMetadata().getAllMembers(), "nodes"));
        }
    }

    /**
     * Cassandra goes on without a word, and without a port, when a stream to a joining node broke: the process must end, so that its
     * agent starts the next attempt.
     */
    private static void requireItsRows() {
        if (!SystemKeyspace.bootstrapComplete()) {
            throw new IllegalStateException("not all of its rows have arrived; its next start fetches what is missing");
        }
    }

    /**
     * The first of the seeds that lives prepares the schema and the others wait to hear of it: a schema that every node changes
     * at once costs each node the changes of all.
     */
    private boolean schemaPrepared(ClusterSecurity security, List<InetAddressAndPort> seeds) {
        if (ClusterSecurity.schemaPrepared()) {
            return true;
        }
        InetAddressAndPort here = FBUtilities.getBroadcastAddressAndPort();
        InetAddressAndPort first =
                seeds.stream().filter(Joining::inRing).findFirst().orElse(here);
        if (!first.equals(here)) {
            waitingFor.accept("waits for " + first.getHostAddress(false) + ", which prepares the schema");
            return false;
        }
        security.prepareSchema();
        return ClusterSecurity.schemaPrepared();
    }

    private boolean allInRing(Collection<InetAddressAndPort> nodes, String kind) {
        String missing = nodes.stream()
                .filter(node -> !inRing(node))
                .map(node -> node.getHostAddress(false))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            waitingFor.accept("waits for " + missing + " of its " + nodes.size() + " " + kind);
        }
        return missing.isEmpty();
    }

    private static boolean inRing(InetAddressAndPort node) {
        return StorageService.instance.getTokenMetadata().isMember(node) && FailureDetector.instance.isAlive(node);
    }

    /** The replicas of system_auth change in the moment in which a node learns of another: refusals are expected. */
    private static boolean written(ClusterSecurity security) {
        try {
            security.createAdministrator();
            return true;
        } catch (RequestExecutionException notYet) {
            LOG.info("The administrator role is not written yet: {}", notYet.getMessage());
            return false;
        }
    }

    private void markPrepared() {
        try {
            Files.writeString(home.clusterPrepared(), settings.clusterName() + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void waitFor(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stop) {
            throw new IllegalStateException("interrupted while joining", stop);
        }
    }

    private static InetAddressAndPort address(String seed) {
        try {
            return InetAddressAndPort.getByName(seed);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("seed " + seed + " is no address", unknown);
        }
    }
}
