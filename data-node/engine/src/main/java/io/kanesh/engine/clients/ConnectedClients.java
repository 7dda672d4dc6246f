package io.kanesh.engine.clients;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.cassandra.metrics.ClientMetrics;
import org.apache.cassandra.transport.ConnectedClient;

/** Who is connected now. */
public final class ConnectedClients {

    /** At most so many lines go over the control socket; what is more counts in the total. */
    private static final int MOST = 1000;

    /**
     * Connections from one address with one user.
     *
     * @param user empty while nobody has logged in
     */
    public record Client(String address, String user, int connections) {}

    /**
     * @param clients sorted by address and user, at most 1,000
     * @param total of connections, whether or not they are among {@code clients}
     */
    public record Connected(List<Client> clients, int total) {}

    private final Doorkeeper doorkeeper;

    public ConnectedClients(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    /** Every connection, also those that have not logged in. */
    public Connected now() {
        Map<SocketAddress, String> users = users();
        List<SocketAddress> peers = doorkeeper.peers();
        Map<String, Map<String, Integer>> counted = new TreeMap<>();
        for (SocketAddress peer : peers) {
            if (peer instanceof InetSocketAddress internet) {
                counted.computeIfAbsent(internet.getAddress().getHostAddress(), address -> new TreeMap<>())
                        .merge(users.getOrDefault(peer, ""), 1, Integer::sum);
            }
        }
        List<Client> clients = counted.entrySet().stream()
                .flatMap(byAddress -> byAddress.getValue().entrySet().stream()
                        .map(byUser -> new Client(byAddress.getKey(), byUser.getKey(), byUser.getValue())))
                .limit(MOST)
                .toList();
        return new Connected(clients, peers.size());
    }

    /** Users of connections that have logged in, by the connection's peer. */
    public static Map<SocketAddress, String> users() {
        Map<SocketAddress, String> users = new HashMap<>();
        for (ConnectedClient client : ClientMetrics.instance.allConnectedClients()) {
            client.username().ifPresent(user -> users.put(client.remoteAddress(), user));
        }
        return users;
    }

    /** Closes every connection of these users. */
    public int disconnect(java.util.function.Predicate<String> user, String why) {
        var peers = users().entrySet().stream()
                .filter(entry -> user.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return peers.isEmpty() ? 0 : doorkeeper.closeThose(peers::contains, why);
    }
}
