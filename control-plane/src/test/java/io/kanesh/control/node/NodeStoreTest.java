package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.node.control.NodeStore;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Agents and runs change a node at the same time; neither may fail because of the other. */
@ControlPlaneTest
class NodeStoreTest {
    @Autowired
    private NodeWorld world;

    @Autowired
    private NodeStore store;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void aNodeThatWasReadBeforeItsLockIsReadAnewUnderIt() {
        var node = world.registered().id();
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            assertThat(store.find(node).orElseThrow().machineId()).isNull();
            CompletableFuture.runAsync(() -> store.change(node, state -> state.onMachine("i-1", "127.1.1.1")))
                    .join();
            var locked = store.change(
                    node, state -> state.withIdentity(state.identity().announce("secret")));
            assertThat(locked.orElseThrow().machineId()).isEqualTo("i-1");
        });
        assertThat(store.find(node).orElseThrow().machineId()).isEqualTo("i-1");
    }
}
