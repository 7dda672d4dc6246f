package io.kanesh.it.bench;

import io.kanesh.files.EncryptedFileSystemProvider;
import io.kanesh.kms.envelope.codec.Suite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Cassandra's own main class on plain or on encrypted files: {@code BenchNodeMain plain}, or a suite, the folder below which everything
 * is encrypted, and the key in hex, so that a node can be started again. Then it obeys each order of its standard input, which a number
 * precedes, and answers with that number on its standard output: see {@link StreamOrder}. Only for measuring: there is no agent, no lease
 * and no guard.
 */
public final class BenchNodeMain {

    private BenchNodeMain() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException, InterruptedException {
        if (!arguments[0].equals(CostNode.PLAIN)) {
            var suite = Suite.valueOf(arguments[0]);
            var keys = new BenchKeys(suite, HexFormat.of().parseHex(arguments[2]));
            EncryptedFileSystemProvider.requireDefault().mount(keys.mount(Path.of(arguments[1])));
        }
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // By name: no module but the engine is compiled against Cassandra.
        Class.forName("org.apache.cassandra.service.CassandraDaemon")
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[0]);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var numbered = order.split(" ", 2);
            answers.println(answer(numbered[0]) + StreamOrder.parse(numbered[1]).obeyed());
        }
    }

    /** How an answer begins. */
    static String answer(String number) {
        return "order " + number + ": ";
    }
}
