package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Dependent;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.keys.KeyUsers;
import io.kanesh.control.shared.Id.KeyId;
import io.kanesh.control.shared.Id.NodeId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Everybody who uses keys, asked when needed: they know this module, not the other way round. */
@Component
class UsedKeys {
    private final ObjectProvider<KeyUsers> users;

    UsedKeys(ObjectProvider<KeyUsers> users) {
        this.users = users;
    }

    List<Dependent> dependents(KeyId key) {
        return users.orderedStream()
                .flatMap(user -> user.dependents(key).stream())
                .toList();
    }

    List<NodeId> nodes(KeyId key) {
        return users.orderedStream().flatMap(user -> user.nodes(key).stream()).toList();
    }

    void each(Consumer<KeyUsers> action) {
        users.orderedStream().forEach(action);
    }

    List<KeyUse.Trail> trails() {
        return users.orderedStream().flatMap(user -> user.trails().stream()).toList();
    }

    CompletableFuture<List<String>> trail(NodeId node, long from, int lines) {
        return users.orderedStream()
                .findFirst()
                .map(user -> user.trail(node, from, lines))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }
}
