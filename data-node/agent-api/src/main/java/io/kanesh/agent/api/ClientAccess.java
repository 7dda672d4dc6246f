package io.kanesh.agent.api;

import java.util.List;

/**
 * What an engine asks of whoever connects to it. A change here never restarts the engine.
 *
 * @param allowedCidrs networks whose addresses may connect to the client port, as {@link Cidr} writes them; none means nobody
 * @param trustGeneration rises with every step of a change of the cluster's authority; an agent whose engine certificate came
 *     with a lower one asks for a new certificate at once
 */
public record ClientAccess(List<String> allowedCidrs, int trustGeneration) {
    /** Of a node that nobody has said anything about yet. */
    public static final ClientAccess NOBODY = new ClientAccess(List.of(), 0);

    /** Of configurations kept by agents from before there were allow lists. */
    public static final ClientAccess EVERYBODY = new ClientAccess(List.of("0.0.0.0/0", "::/0"), 0);

    public ClientAccess {
        allowedCidrs = List.copyOf(allowedCidrs);
    }
}
