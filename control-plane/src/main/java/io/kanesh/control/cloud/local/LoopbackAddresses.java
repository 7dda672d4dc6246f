package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Chooses addresses of 127.0.0.0/8. An installation takes a random network of 254 addresses, so that two installations on one
 * computer hardly ever meet; where they do, the other one's agents are seen in the process table, and its ports are taken.
 */
final class LoopbackAddresses {
    /** CQL and internode: the standard ports, on every machine. */
    private static final List<Integer> PORTS = List.of(9042, 7000);

    private static final int NETWORKS_TO_TRY = 4;

    private final RandomGenerator random;
    private final ProcessTable processes;

    LoopbackAddresses(RandomGenerator random, ProcessTable processes) {
        this.random = random;
        this.processes = processes;
    }

    /**
     * A free address; empty when there is none, which in practice means that another program listens on port 9042 or 7000 of
     * every address.
     *
     * @param own the addresses of this installation's machines
     */
    Optional<String> choose(Collection<String> own) {
        Set<String> claimed = new HashSet<>(own);
        processes.commandLines().forEach(line -> AgentCommand.addressIn(line).ifPresent(claimed::add));
        Optional<String> sameNetwork = own.stream().findFirst().flatMap(first -> freeIn(networkOf(first), claimed));
        for (int i = 0; i < NETWORKS_TO_TRY && sameNetwork.isEmpty(); i++) {
            // Not below 127.16: 127.0.x.y is where other software expects itself (127.0.0.53, 127.0.1.1).
            String network = "127." + random.nextInt(16, 255) + "." + random.nextInt(0, 256) + ".";
            sameNetwork = freeIn(network, claimed);
        }
        return sameNetwork;
    }

    private static String networkOf(String address) {
        return address.substring(0, address.lastIndexOf('.') + 1);
    }

    private static Optional<String> freeIn(String network, Set<String> claimed) {
        for (int host = 1; host < 255; host++) {
            String address = network + host;
            if (!claimed.contains(address) && PORTS.stream().allMatch(port -> canBind(address, port))) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private static boolean canBind(String address, int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
