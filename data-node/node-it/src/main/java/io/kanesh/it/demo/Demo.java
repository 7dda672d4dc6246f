package io.kanesh.it.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import io.kanesh.it.client.ClusterConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Loads the sample orders and asks five questions, printing rows and times. Started by {@code ./kanesh up --demo}, which
 * says where in environment variables ({@link ClusterConnection#fromEnvironment}), and {@code --terminal} when the output
 * is one.
 */
public final class Demo {

    /** How many orders the command loads. */
    public static final int ORDERS = 100_000;

    /** Changing it changes every generated order. */
    public static final long SEED = 1_950;

    private final PrintStream out;
    private final boolean terminal;

    /**
     * @param terminal whether {@code out} understands carriage returns
     */
    public Demo(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ClusterConnection connection = ClusterConnection.fromEnvironment(environment);
        try (CqlSession session = connection.open()) {
            Demo demo = new Demo(out, List.of(arguments).contains("--terminal"));
            demo.load(session, connection.dataCenter(), ORDERS);
            demo.ask(session);
        }
    }

    /** Creates the table if need be and writes {@code orders} orders; returns when each is acknowledged by a quorum. */
    public void load(CqlSession session, String dataCenter, int orders) throws InterruptedException {
        int nodes = (int) session.getMetadata().getNodes().values().stream()
                .filter(node -> dataCenter.equals(node.getDatacenter()))
                .count();
        OrderTable table = OrderTable.in(session, dataCenter, Math.min(3, nodes));
        ProgressBar bar = new ProgressBar(out, terminal, orders);
        new OrderLoad(session, table).run(new OrderSource(SEED), orders, bar::at);
    }

    /** Asks the five questions; returns how many rows each answered with. */
    public List<Integer> ask(CqlSession session) {
        return Question.five().stream()
                .map(question -> {
                    long started = System.nanoTime();
                    List<Row> rows = question.ask(session);
                    double millis = (System.nanoTime() - started) / 1e6;
                    out.printf("%n  %s  (%s: %.1f ms)%n", question.text(), question.how(), millis);
                    rows.forEach(row -> out.println("     " + describe(row)));
                    return rows.size();
                })
                .toList();
    }

    private static String describe(Row row) {
        return String.join(
                "   ",
                StreamSupport.stream(row.getColumnDefinitions().spliterator(), false)
                        .map(ColumnDefinition::getName)
                        .map(name -> name.asInternal() + " " + row.getObject(name))
                        .toList());
    }
}
