package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three engines of an empty cluster, started at the same time. */
class ThreeNodesIT {

    private final TestCluster cluster = ThreeNodes.cluster();

    @Test
    void everyNodeTakesTheAdministratorAtOnceAndAgreesOnTheSchema() {
        for (int node = 0; node < 3; node++) {
            try (CqlSession session = cluster.session(node, TestCluster.ADMIN, TestCluster.PASSWORD)) {
                assertThat(session.checkSchemaAgreement()).isTrue();
            }
            assertThat(cluster.engine(node).status().path("schemaVersion"))
                    .isEqualTo(cluster.engine(0).status().path("schemaVersion"));
        }
    }

    @Test
    void losesOneNodeAndGoesOnWithAQuorum() throws Exception {
        try (CqlSession session = cluster.session()) {
            session.execute(
                    "CREATE KEYSPACE shop WITH replication =" + " {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
            session.execute("CREATE TABLE shop.stock (id int PRIMARY KEY, n int)");
            cluster.engine(2).kill();
            String gone = cluster.settings(2).address();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.engine(0)
                            .status()
                            .path("downNodes")
                            .toString()
                            .contains(gone));
            session.execute(quorum("INSERT INTO shop.stock (id, n) VALUES (1, 5)"));
            assertThat(UsersIT.putWhileANodeIsDown("made_in_need")).isEqualTo("DONE");
            assertThat(session.execute(quorum("SELECT n FROM shop.stock WHERE id = 1"))
                            .one())
                    .isNotNull();
            cluster.launch(2);
            cluster.engine(2).awaitServing();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.engine(0).status().path("downNodes").isEmpty());
        }
        try (CqlSession back = cluster.session(2, TestCluster.ADMIN, TestCluster.PASSWORD)) {
            assertThat(back.execute(quorum("SELECT n FROM shop.stock WHERE id = 1"))
                            .one())
                    .isNotNull();
        }
    }

    private static SimpleStatement quorum(String cql) {
        return SimpleStatement.newInstance(cql).setConsistencyLevel(ConsistencyLevel.QUORUM);
    }
}
