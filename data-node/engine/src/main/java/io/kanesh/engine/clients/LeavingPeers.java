package io.kanesh.engine.clients;

import java.net.UnknownHostException;
import org.apache.cassandra.gms.EndpointState;
import org.apache.cassandra.gms.FailureDetector;
import org.apache.cassandra.gms.Gossiper;
import org.apache.cassandra.locator.InetAddressAndPort;
import org.apache.cassandra.service.IEndpointLifecycleSubscriber;
import org.apache.cassandra.service.NativeTransportService;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.transport.Event.TopologyChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells our clients of a peer that is taking leave: it lives and takes no requests any more. Drivers ignore that a node is down
 * while they have connections to it; that it was removed they believe, and close them gracefully. When it is back, its UP makes them
 * look at the list of nodes again.
 */
public final class LeavingPeers implements IEndpointLifecycleSubscriber {
    private static final Logger LOG = LoggerFactory.getLogger(LeavingPeers.class);

    private final NativeTransportService service;

    private LeavingPeers(NativeTransportService service) {
        this.service = service;
    }

    /** To be called once, when this node takes clients. */
    public static void watch(NativeTransportService service) {
        StorageService.instance.register(new LeavingPeers(service));
    }

    @Override
    public void onDown(InetAddressAndPort peer) {
        EndpointState state = Gossiper.instance.getEndpointStateForEndpoint(peer);
        if (state == null || state.isRpcReady() || !FailureDetector.instance.isAlive(peer)) {
            return; // dead and not leaving: a driver finds that out by itself
        }
        try {
            InetAddressAndPort address =
                    InetAddressAndPort.getByName(StorageService.instance.getNativeaddress(peer, true));
            NativePorts.of(service).forEach(port -> port.tell(TopologyChange.removedNode(address)));
        } catch (UnknownHostException nameless) {
            LOG.warn("Clients cannot be told that {} is leaving", peer, nameless);
        }
    }

    @Override
    public void onJoinCluster(InetAddressAndPort peer) {}

    @Override
    public void onLeaveCluster(InetAddressAndPort peer) {}

    @Override
    public void onUp(InetAddressAndPort peer) {}

    @Override
    public void onMove(InetAddressAndPort peer) {}
}
