package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One replica is stopped while a quorum of the two others acknowledges writes; then one of those two is lost and replaced. A new
 * node fetches each range from one replica only, so what the stock way loses is counted first, and then what ours does.
 */
class ReplaceIT {
    private static final int ROWS = 1_500;

    /** Stopped during the writes; holder, its data is complete; and the two that were lost one after the other. */
    private static final int BEHIND = 1;

    private static final int HOLDER = 0;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(3, 2, 1L << 30);
        cluster.start();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void theStockWayLosesAcknowledgedWritesAndOursDoesNot() throws Exception {
        writeWithOneBehind(2, "stock");
        int first = cluster.addReplacement(2);
        cluster.launch(first);
        cluster.engine(first).awaitServing();
        assertThat(missing("stock", first))
                .as("the control: without a repair first, something must be missing")
                .isPositive();
        cluster.launch(HOLDER);
        cluster.engine(HOLDER).awaitServing();

        writeWithOneBehind(first, "ours");
        String lost = cluster.settings(first).address();
        awaitDown(HOLDER, first);
        awaitDown(BEHIND, first);
        List<JsonNode> repairs = List.of(
                repaired(HOLDER, Map.of("scope", "SURVIVORS", "lost", lost)),
                repaired(BEHIND, Map.of("scope", "SURVIVORS", "lost", lost)));
        assertThat(repairs.stream()
                        .mapToLong(repair -> repair.path("differences").asLong())
                        .sum())
                .as("what the node that was behind lacked: %s", repairs)
                .isPositive();
        assertThat(repairs)
                .allSatisfy(repair -> assertThat(repair.path("unheld").asInt()).isZero());
        int second = cluster.addReplacement(first);
        cluster.launch(second);
        cluster.engine(second).awaitServing();
        JsonNode rows = repaired(second, Map.of("scope", "HELD"));
        assertThat(rows.path("total").asInt()).isPositive();
        assertThat(repaired(second, Map.of("scope", "HELD", "keyspace", "ours"))
                        .path("differences")
                        .asLong())
                .as("after a repair nothing differs")
                .isZero();
        assertThat(missing("ours", second)).isZero();
    }

    /** Afterwards the lost node is dead and the one that was behind serves again, without its hints: they died with the lost one. */
    private void writeWithOneBehind(int lost, String keyspace) throws Exception {
        try (CqlSession session = cluster.session(lost, TestCluster.ADMIN, TestCluster.PASSWORD)) {
            session.execute("CREATE KEYSPACE " + keyspace
                    + " WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            session.execute("CREATE TABLE " + keyspace + ".rows (k int PRIMARY KEY, v int)");
            // It says goodbye, so that the others need not wait until its silence is long enough.
            assertThat(cluster.engine(BEHIND).stop()).isZero();
            awaitDown(lost, BEHIND);
            PreparedStatement insert = session.prepare("INSERT INTO " + keyspace + ".rows (k, v) VALUES (?, ?)");
            for (int k = 0; k < ROWS; k++) {
                session.execute(insert.bind(k, k)
                        .setNode(session.getMetadata().findNode(address(lost)).orElseThrow())
                        .setConsistencyLevel(ConsistencyLevel.QUORUM));
            }
        }
        cluster.engine(lost).kill();
        cluster.launch(BEHIND);
        cluster.engine(BEHIND).awaitServing();
    }

    private void awaitDown(int observer, int gone) {
        String address = cluster.settings(gone).address();
        await().atMost(EngineProcess.PATIENCE)
                .until(() -> cluster.engine(observer)
                        .status()
                        .path("downNodes")
                        .toString()
                        .contains(address));
    }

    /**
     * How many acknowledged rows a quorum does not find: that of the new node and of the one that was behind, the holder being stopped.
     * With the holder alive chance decides which two of the three are asked.
     */
    private int missing(String keyspace, int fresh) throws Exception {
        assertThat(cluster.engine(HOLDER).stop()).isZero();
        awaitDown(fresh, HOLDER);
        awaitDown(BEHIND, HOLDER);
        int worst = 0;
        for (int coordinator : new int[] {fresh, BEHIND}) {
            try (CqlSession session = cluster.session(coordinator, TestCluster.ADMIN, TestCluster.PASSWORD)) {
                PreparedStatement select = session.prepare("SELECT v FROM " + keyspace + ".rows WHERE k = ?");
                int missing = 0;
                for (int k = 0; k < ROWS; k++) {
                    missing += session.execute(select.bind(k)
                                                    .setNode(session.getMetadata()
                                                            .findNode(address(coordinator))
                                                            .orElseThrow())
                                                    .setConsistencyLevel(ConsistencyLevel.QUORUM))
                                            .one()
                                    == null
                            ? 1
                            : 0;
                }
                worst = Math.max(worst, missing);
            }
        }
        return worst;
    }

    private InetSocketAddress address(int node) {
        return new InetSocketAddress(cluster.settings(node).address(), 9042);
    }

    private JsonNode repaired(int node, Map<String, String> order) {
        var arguments = new HashMap<String, String>(order);
        arguments.put("id", "job-" + node + "-" + order.hashCode());
        var last = new ArrayList<JsonNode>();
        await().atMost(EngineProcess.PATIENCE).until(() -> {
            JsonNode answer = cluster.engine(node).call("repair", arguments);
            assertThat(answer.path("ok").asBoolean()).as("%s", answer).isTrue();
            last.add(answer.path("result"));
            return answer.path("result").path("state").asText().equals("DONE");
        });
        return last.get(last.size() - 1);
    }
}
