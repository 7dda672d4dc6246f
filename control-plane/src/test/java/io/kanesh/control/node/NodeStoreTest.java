package io.kanesh.control.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.node.control.NodeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private Nodes nodes;

    @Autowired
    private JdbcClient database;

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

    /** The KMS gives a node one secret at a time: one that is asked for twice is told to the node and worth nothing. */
    @Test
    void ofTwoThatMeetANewNodeOneAsksForItsSecret() {
        var node = world.registered().id();
        var asked = new ArrayList<String>();
        var second = new ArrayList<CompletableFuture<Void>>();

        nodes.encryptFirst(node, () -> {
            asked.add("first");
            int here =
                    database.sql("SELECT pg_backend_pid()").query(Integer.class).single();
            second.add(CompletableFuture.runAsync(() -> nodes.encryptFirst(node, () -> {
                asked.add("second");
                return under("second");
            })));
            await().atMost(Duration.ofMinutes(1)).until(() -> waitsForALockOf(here));
            return under("first");
        });
        second.get(0).join();

        assertThat(asked).containsExactly("first");
        assertThat(nodes.find(node).orElseThrow().encryption()).isEqualTo(under("first"));
    }

    private boolean waitsForALockOf(int process) {
        return database.sql(
                                "SELECT count(*) FROM pg_locks WHERE NOT granted AND :process = ANY (pg_blocking_pids(pid))")
                        .param("process", process)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Encryption under(String secret) {
        var access = new KeyAccess(
                "kanesh-local://local-1/k",
                KmsKind.LOCAL,
                Map.of("address", "http://127.0.0.1:1", "principal", "prj_1/nd_1", "secret", secret));
        return Encryption.under(access, "prj_1", "dc1");
    }
}
