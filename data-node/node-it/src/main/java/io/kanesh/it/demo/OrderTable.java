package io.kanesh.it.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.List;

/** The keyspace {@code bazaar} and its table of orders. */
final class OrderTable {

    /** Schema changes wait for every node to agree: slower than requests on a busy laptop. */
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);

    private final PreparedStatement insert;

    private OrderTable(PreparedStatement insert) {
        this.insert = insert;
    }

    /** Creates what does not exist yet; an existing table is left as it is. */
    static OrderTable in(CqlSession session, String dataCenter, int replicas) {
        schema(dataCenter, replicas)
                .forEach(cql -> session.execute(SimpleStatement.newInstance(cql).setTimeout(SCHEMA_TIMEOUT)));
        return new OrderTable(
                session.prepare("INSERT INTO bazaar.orders (merchant, ordered_at, id, city, goods, quantity,"
                        + " total, state, taste) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    }

    private static List<String> schema(String dataCenter, int replicas) {
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS bazaar WITH replication ="
                        + " {'class': 'NetworkTopologyStrategy', '%s': %d}".formatted(dataCenter, replicas),
                "CREATE TABLE IF NOT EXISTS bazaar.orders (merchant text, ordered_at timestamp, id uuid, city text,"
                        + " goods text, quantity int, total decimal, state text, taste vector<float, %d>,"
                                .formatted(OrderSource.DIMENSIONS)
                        + " PRIMARY KEY ((merchant), ordered_at, id)) WITH CLUSTERING ORDER BY (ordered_at DESC, id ASC)",
                "CREATE INDEX IF NOT EXISTS orders_city ON bazaar.orders (city) USING 'sai'",
                "CREATE INDEX IF NOT EXISTS orders_total ON bazaar.orders (total) USING 'sai'",
                "CREATE INDEX IF NOT EXISTS orders_taste ON bazaar.orders (taste) USING 'sai'"
                        + " WITH OPTIONS = {'similarity_function': 'cosine'}");
    }

    /**
     * One merchant's orders as one request: they are one partition, so the batch is one mutation and spares every node nineteen
     * messages of twenty. Idempotent: the same orders again are the same rows.
     */
    BatchStatement insert(List<Order> book) {
        return BatchStatement.builder(BatchType.UNLOGGED)
                .addStatements(
                        book.stream().<BatchableStatement<?>>map(this::insert).toList())
                .setIdempotence(true)
                .build();
    }

    private BoundStatement insert(Order order) {
        BoundStatement statement = insert.bind(
                order.merchant(),
                order.orderedAt(),
                order.id(),
                order.city(),
                order.goods(),
                order.quantity(),
                order.total(),
                order.state());
        // Left unset, not null: a null would be written, as a deletion.
        return order.taste() == null ? statement : statement.setVector("taste", order.taste(), Float.class);
    }
}
