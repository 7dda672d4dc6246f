package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What docs/guides/cql.md shows, as it is shown there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CqlFeaturesIT {

    private final CqlSession session = ThreeNodes.cluster().session();

    @BeforeAll
    void keyspace() {
        session.execute("CREATE KEYSPACE guide WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 3}");
    }

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void storageAttachedIndexesAnswerRangesAndCombinations() {
        session.execute("CREATE TABLE guide.orders (id int PRIMARY KEY, city text, total decimal)");
        session.execute("CREATE INDEX orders_city ON guide.orders (city) WITH OPTIONS = {'case_sensitive': false}");
        session.execute("CREATE INDEX orders_total ON guide.orders (total)");
        session.execute("INSERT INTO guide.orders (id, city, total) VALUES (1, 'Assur', 12.50)");
        session.execute("INSERT INTO guide.orders (id, city, total) VALUES (2, 'Kanesh', 99.00)");
        session.execute("INSERT INTO guide.orders (id, city, total) VALUES (3, 'kanesh', 7.25)");
        eventually("SELECT id FROM guide.orders WHERE total > 10", 1, 2);
        eventually("SELECT id FROM guide.orders WHERE city = 'KANESH'", 2, 3);
        eventually("SELECT id FROM guide.orders WHERE city = 'Kanesh' AND total >= 10", 2);
        Row index = session.execute("SELECT options FROM system_schema.indexes"
                        + " WHERE keyspace_name = 'guide' AND table_name = 'orders' AND index_name = 'orders_total'")
                .one();
        assertThat(index).isNotNull();
        assertThat(index.getMap("options", String.class, String.class).get("class_name"))
                .endsWithIgnoringCase("sai");
    }

    /** An index is built in the background on each node before it answers. */
    private void eventually(String query, Integer... ids) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(session.execute(query).all())
                        .extracting(row -> row.getInt("id"))
                        .containsExactlyInAnyOrder(ids));
    }

    @Test
    void vectorsAreSearchedByNearness() {
        session.execute("CREATE TABLE guide.tablets (id int PRIMARY KEY, text text, meaning vector<float, 3>)");
        session.execute("CREATE INDEX tablets_meaning ON guide.tablets (meaning)"
                + " WITH OPTIONS = {'similarity_function': 'cosine'}");
        session.execute("INSERT INTO guide.tablets (id, text, meaning) VALUES (1, 'tin', [1.0, 0.1, 0.0])");
        session.execute("INSERT INTO guide.tablets (id, text, meaning) VALUES (2, 'textiles', [0.0, 1.0, 0.2])");
        session.execute("INSERT INTO guide.tablets (id, text, meaning) VALUES (3, 'copper', [0.9, 0.2, 0.1])");
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                session.execute("SELECT id, similarity_cosine(meaning, [1.0, 0.0, 0.0]) AS nearness"
                                                + " FROM guide.tablets ORDER BY meaning ANN OF [1.0, 0.0, 0.0] LIMIT 2")
                                        .all())
                        .extracting(row -> row.getInt("id"))
                        .containsExactly(1, 3));
    }

    @Test
    void maskedColumnsAreMaskedForRolesWithoutUnmask() {
        session.execute("CREATE TABLE guide.people (id int PRIMARY KEY,"
                + " name text MASKED WITH mask_inner(1, null), card text MASKED WITH mask_outer(0, 4),"
                + " birthday date MASKED WITH DEFAULT)");
        session.execute("INSERT INTO guide.people (id, name, card, birthday)"
                + " VALUES (1, 'Pushuken', '4111111111111111', '1990-05-04')");
        session.execute("CREATE ROLE analyst WITH PASSWORD = 'analyst' AND LOGIN = true");
        session.execute("GRANT SELECT ON guide.people TO analyst");
        try (CqlSession analyst = ThreeNodes.cluster().session(1, "analyst", "analyst")) {
            Row row = analyst.execute("SELECT * FROM guide.people WHERE id = 1").one();
            assertThat(row).isNotNull();
            assertThat(row.getString("name")).isEqualTo("P*******");
            assertThat(row.getString("card")).isEqualTo("411111111111****");
            assertThat(row.getLocalDate("birthday")).hasToString("1970-01-01");
        }
        session.execute("GRANT UNMASK ON guide.people TO analyst");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (CqlSession analyst = ThreeNodes.cluster().session(1, "analyst", "analyst")) {
                Row row = analyst.execute("SELECT name FROM guide.people WHERE id = 1")
                        .one();
                assertThat(row).isNotNull();
                assertThat(row.getString("name")).isEqualTo("Pushuken");
            }
        });
    }

    @Test
    void mathsAndCollectionFunctionsWorkInQueries() {
        session.execute("CREATE TABLE guide.numbers (id int PRIMARY KEY, d double, l list<int>)");
        session.execute("INSERT INTO guide.numbers (id, d, l) VALUES (1, -2.6, [3, 4, 8])");
        Row row = session.execute("SELECT abs(d) AS a, round(d) AS r, exp(0) AS e, log10(100.0) AS g,"
                        + " collection_sum(l) AS s, collection_max(l) AS m, collection_count(l) AS c"
                        + " FROM guide.numbers WHERE id = 1")
                .one();
        assertThat(row).isNotNull();
        assertThat(row.getDouble("a")).isEqualTo(2.6);
        assertThat(row.getDouble("r")).isEqualTo(-3.0);
        assertThat(row.getObject("e")).hasToString("1");
        assertThat(row.getDouble("g")).isEqualTo(2.0);
        assertThat(List.of(row.getInt("s"), row.getInt("m"))).containsExactly(15, 8);
        assertThat(row.getObject("c")).hasToString("3");
    }

    @Test
    void tablesGetTheNodesDefaults() {
        session.execute("CREATE TABLE guide.plain (id int PRIMARY KEY)");
        Row row = session.execute("SELECT compaction, compression FROM system_schema.tables"
                        + " WHERE keyspace_name = 'guide' AND table_name = 'plain'")
                .one();
        assertThat(row).isNotNull();
        assertThat(row.getMap("compaction", String.class, String.class))
                .containsEntry("class", "org.apache.cassandra.db.compaction.UnifiedCompactionStrategy")
                .containsEntry("scaling_parameters", "T4");
    }

    @Test
    void whatIsSwitchedOffIsRefused() {
        session.execute("CREATE TABLE guide.base (id int PRIMARY KEY, n int)");
        for (String statement : List.of(
                "CREATE MATERIALIZED VIEW guide.by_n AS SELECT * FROM guide.base"
                        + " WHERE n IS NOT NULL AND id IS NOT NULL PRIMARY KEY (n, id)",
                "CREATE FUNCTION guide.twice (n int) CALLED ON NULL INPUT RETURNS int LANGUAGE java AS 'return 2 * n;'",
                "CREATE CUSTOM INDEX base_n ON guide.base (n) USING 'org.apache.cassandra.index.sasi.SASIIndex'")) {
            assertThatThrownBy(() -> session.execute(statement))
                    .isInstanceOf(InvalidQueryException.class)
                    .hasMessageContaining("disabled");
        }
    }
}
