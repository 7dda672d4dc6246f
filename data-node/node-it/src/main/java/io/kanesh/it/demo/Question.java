package io.kanesh.it.demo;

import static com.datastax.oss.driver.api.core.ConsistencyLevel.LOCAL_ONE;
import static com.datastax.oss.driver.api.core.ConsistencyLevel.LOCAL_QUORUM;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * A question about the orders.
 *
 * @param text in words
 * @param how by which means the database answers it
 * @param values for the question marks of {@code cql}
 * @param consistency nearest neighbours can be asked of one replica only, for now: Cassandra lowers anything higher, with a
 *     warning. Other searches by an index could ask a quorum; where a replica is a little behind (just loaded, on a busy
 *     laptop), that reads its missing rows one by one and times out
 */
record Question(String text, String how, String cql, List<Object> values, ConsistencyLevel consistency) {

    /** The whole table is counted by one of the questions. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 5;

    static List<Question> five() {
        String merchant = OrderSource.merchant(42);
        return List.of(
                new Question(
                        "What did " + merchant + " order last?",
                        "partition key",
                        "SELECT ordered_at, city, goods, total FROM bazaar.orders WHERE merchant = ? LIMIT 3",
                        List.of(merchant),
                        LOCAL_QUORUM),
                new Question(
                        "Which large orders went to Hattusa?",
                        "SAI, two columns",
                        "SELECT merchant, goods, quantity, total FROM bazaar.orders"
                                + " WHERE city = ? AND total > ? LIMIT 3",
                        List.of("Hattusa", new BigDecimal("7000")),
                        LOCAL_ONE),
                new Question(
                        "Which orders look most like pure lapis?",
                        "vector, nearest neighbours",
                        "SELECT merchant, goods, city, similarity_cosine(taste, ?) AS similarity FROM bazaar.orders"
                                + " ORDER BY taste ANN OF ? LIMIT 3",
                        List.of(OrderSource.pureTaste("lapis"), OrderSource.pureTaste("lapis")),
                        LOCAL_ONE),
                new Question(
                        "Which of those went to Mari?",
                        "vector and SAI together",
                        "SELECT merchant, goods, city, total FROM bazaar.orders WHERE city = ?"
                                + " ORDER BY taste ANN OF ? LIMIT 3",
                        List.of("Mari", OrderSource.pureTaste("lapis")),
                        LOCAL_ONE),
                new Question(
                        "How many orders are there, and what is the largest?",
                        "the whole table",
                        "SELECT count(*) AS orders, max(total) AS largest FROM bazaar.orders",
                        List.of(),
                        LOCAL_QUORUM));
    }

    /** Reads may be repeated; a laptop that is busy with something else lets some time out. */
    List<Row> ask(CqlSession session) {
        SimpleStatement statement = SimpleStatement.newInstance(cql, values.toArray())
                .setTimeout(TIMEOUT)
                .setConsistencyLevel(consistency)
                .setIdempotent(true);
        for (int attempt = 1; ; attempt++) {
            try {
                return session.execute(statement).all();
            } catch (QueryExecutionException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
            }
        }
    }
}
