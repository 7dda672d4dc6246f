package io.kanesh.engine.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.kanesh.engine.control.OperationRefused;
import io.kanesh.engine.control.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the control socket can ask about who connects. */
public final class ClientOperations {

    private final Doorkeeper doorkeeper;
    private final ConnectedClients clients;

    public ClientOperations(Doorkeeper doorkeeper, ConnectedClients clients) {
        this.doorkeeper = doorkeeper;
        this.clients = clients;
    }

    /** Adds {@code allowed-cidrs} (list {@code cidrs}; answers how many connections it {@code closed}) and {@code clients}. */
    public Operations addTo(Operations operations) {
        return operations
                .with("allowed-cidrs", arguments -> Map.of("closed", admit(arguments.path("cidrs"))))
                .with("clients", arguments -> clients.now());
    }

    private int admit(JsonNode cidrs) {
        if (!cidrs.isArray()) {
            throw new OperationRefused("cidrs is a list of networks");
        }
        List<String> wanted = new ArrayList<>();
        cidrs.forEach(cidr -> wanted.add(cidr.asText()));
        try {
            return doorkeeper.admit(wanted);
        } catch (IllegalArgumentException noNetwork) {
            throw new OperationRefused(String.valueOf(noNetwork.getMessage()));
        }
    }
}
