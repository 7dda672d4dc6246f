package io.kanesh.engine.clients;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.cassandra.exceptions.IsBootstrappingException;
import org.apache.cassandra.metrics.ClientMetrics;
import org.apache.cassandra.service.NativeTransportService;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.transport.Event.TopologyChange;
import org.apache.cassandra.utils.FBUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node takes leave of its clients before a planned stop.
 *
 * <p>Closing a connection loses the requests that are on their way, and a driver may not repeat one that it does not know to be
 * idempotent. So the node (1) takes no new connection, (2) answers every request with IS_BOOTSTRAPPING, the one error after
 * which every driver asks the next node whatever the statement is, since nothing was done here, and (3) lets it be known by
 * gossip and by its own event that it is gone for clients: drivers close their connections themselves, after the last answer.
 * Only then is the rest cut off: programs that listen to no events.
 */
public final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /**
     * A round of gossip takes 1 s, the drivers' debouncing of events 1 s more; requests under way end by their own timeouts, of
     * which the longest usual one is 10 s.
     */
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration LOOK = Duration.ofMillis(50);

    private static volatile boolean leaving;

    private Farewell() {}

    /** Called with every request. */
    public static void check() {
        if (leaving) {
            throw new IsBootstrappingException();
        }
    }

    /** Returns when the last client has gone, or the patience is over. */
    public static void say(NativeTransportService service) {
        if (!service.isRunning()) {
            return;
        }
        leaving = true;
        List<NativePorts> ports = NativePorts.of(service);
        ports.forEach(NativePorts::stopListening);
        StorageService.instance.setRpcReady(false);
        TopologyChange gone = TopologyChange.removedNode(FBUtilities.getBroadcastNativeAddressAndPort());
        ports.forEach(port -> port.tell(gone));
        boolean alone = await(() -> ClientMetrics.instance.allConnectedClients().isEmpty());
        LOG.info(
                "Clients were told to go to other nodes; {}",
                alone
                        ? "all have gone"
                        : ClientMetrics.instance.allConnectedClients().size() + " are cut off");
    }

    private static boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
