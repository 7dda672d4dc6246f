package io.kanesh.engine.clients;

import io.kanesh.agent.api.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Networks from which clients may connect. Until somebody has said which, nobody may. */
public final class AllowList {

    private volatile List<Cidr> networks = List.of();

    /** @throws IllegalArgumentException when one is no network; nothing changes then */
    void replace(List<String> cidrs) {
        networks = cidrs.stream().map(Cidr::parse).toList();
    }

    /** False for what is no Internet address. */
    boolean permits(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet && permits(internet.getAddress());
    }

    boolean permits(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
