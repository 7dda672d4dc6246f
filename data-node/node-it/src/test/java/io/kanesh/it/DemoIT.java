package io.kanesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code ./kanesh up --demo} shows, and the client examples that it points to, against a real cluster: as they are in the bundle
 * that a user downloads, with the variables that lie beside them.
 */
class DemoIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int ORDERS = 10_000;
    private static final long EXAMPLE_MINUTES = 5;

    @RegisterExtension
    static final SharedInstallation SHARED = new SharedInstallation();

    @TempDir
    static Path folder;

    private static ClusterConnection connection;
    private static final Map<String, String> environment = new TreeMap<>();

    @BeforeAll
    static void loadOrdersAndFetchClients() throws Exception {
        connection = SHARED.cluster().connection(null);
        try (var session = connection.open()) {
            new Demo(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false)
                    .load(session, connection.dataCenter(), ORDERS);
        }
        environment.put("CQL_PASSWORD", connection.password());
        environment.put("CLASSPATH", Path.of("target/image/lib").toAbsolutePath() + "/*");
        Bundle.unzip(SHARED.installation().api().download(SHARED.cluster().path() + "/connection/bundle"), folder);
        run(ROOT, List.of("./kanesh", "client-tools"))
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
    }

    @Test
    void theFiveQuestionsAreAnsweredAndPrinted() {
        var screen = new ByteArrayOutputStream();
        try (var session = connection.open()) {
            var rows = new Demo(new PrintStream(screen, true, StandardCharsets.UTF_8), false).ask(session);
            assertThat(rows).containsExactly(3, 3, 3, 3, 1);
        }
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("What did merchant-0042 order last?", "goods lapis", "orders " + ORDERS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cqlsh   | sh examples/cqlsh.sh -e 'SELECT merchant, goods, total FROM bazaar.orders LIMIT 3'",
                "Java    | java examples/Connect.java",
                "Python  | python examples/connect.py",
                "Go      | export CQL_CA=$PWD/ca.pem && cd examples && go run .",
                "Node.js | node examples/connect.js",
            })
    void theExampleConnectsAndReadsThreeOrders(String language, String command) throws Exception {
        var output = run(folder, List.of("sh", "-c", "set -a; . ./connect.env; set +a; " + command));
        assertThat(output.lines().filter(line -> line.contains("merchant-")))
                .as(output)
                .hasSize(3);
        if (!language.equals("cqlsh")) {
            assertThat(output).contains(language + ": connected to Cassandra 5.0.9");
        }
    }

    /** Standard output of a command that ends well; what it said on standard error is in the failure otherwise. */
    private static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(EXAMPLE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s%n%s%n%s", command, output, Files.readString(errors))
                .isZero();
        return output;
    }
}
