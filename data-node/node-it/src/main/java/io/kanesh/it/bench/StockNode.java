package io.kanesh.it.bench;

import io.kanesh.it.client.ClusterConnection;
import io.kanesh.it.installation.MachineProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is needed to start one node by hand as our engine was: its address, tokens, TLS files, settings, JVM options. Only who may
 * come in is left at Cassandra's default, which is everybody: that spares the stock nodes all work for roles. Nothing is encrypted.
 *
 * @param home where the node will live
 */
record StockNode(Path home, List<String> javaOptions, Path libraries) {
    private static final String FILE_SYSTEM = "-Djava.nio.file.spi.DefaultFileSystemProvider=";

    private static final Set<String> WHO_MAY_COME_IN =
            Set.of("authenticator", "authorizer", "role_manager", "internode_authenticator");

    /** Copies settings and TLS files of a running engine to a home of its own. */
    static StockNode like(MachineProcess engine, Path home, Path libraries) throws IOException {
        var original = engine.machine().resolve("data");
        for (var part : List.of("conf", "tls", "logs", "tmp")) {
            Files.createDirectories(home.resolve(part));
        }
        for (var part : List.of("conf", "tls")) {
            try (var files = Files.list(original.resolve(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            file, home.resolve(part).resolve(file.getFileName().toString()));
                }
            }
        }
        var yaml = home.resolve("conf/cassandra.yaml");
        var text = Files.readString(yaml).replace(original.toString(), home.toString());
        Files.writeString(yaml, TopLevel.only(text, setting -> !WHO_MAY_COME_IN.contains(setting)));
        return new StockNode(home, javaOptions(engine), libraries);
    }

    /** The connection to the cluster that this node was copied from, narrowed to this node. */
    ClusterConnection onlyThisNode(ClusterConnection cluster) throws IOException {
        var address = Files.readAllLines(home.resolve("conf/cassandra.yaml")).stream()
                .filter(line -> line.startsWith("rpc_address: "))
                .map(line -> line.substring("rpc_address: ".length()).strip())
                .findFirst()
                .orElseThrow();
        return new ClusterConnection(
                List.of(address),
                cluster.port(),
                cluster.dataCenter(),
                cluster.authorityPem(),
                cluster.username(),
                cluster.password());
    }

    /** Starts Cassandra's own main class. */
    Process start() throws IOException {
        return start("", List.of("org.apache.cassandra.service.CassandraDaemon"));
    }

    /**
     * Starts another program in its place.
     *
     * @param moreLibraries class path before Cassandra's; may be empty
     * @param program main class and its arguments
     */
    Process start(String moreLibraries, List<String> program) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(javaOptions);
        var conf = home.resolve("conf");
        command.addAll(List.of(
                "-Dcassandra.config=" + conf.resolve("cassandra.yaml").toUri(),
                "-Dcassandra-rackdc.properties="
                        + conf.resolve("rack.properties").toUri(),
                "-Dcassandra.storagedir=" + home,
                "-Dcassandra.logdir=" + home.resolve("logs"),
                "-Dkanesh.log.directory=" + home.resolve("logs"),
                "-Dcassandra.triggers_dir=" + conf,
                "-Dcassandra-foreground=yes",
                "-Dcassandra.ring_delay_ms=5000",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-cp",
                moreLibraries.isEmpty() ? libraries + "/*" : moreLibraries + ":" + libraries + "/*"));
        command.addAll(program);
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile())
                .start();
    }

    /** The same without our file system in the place of the JDK's: Cassandra as it is without us. */
    StockNode onPlainFiles() throws IOException {
        return without(option -> option.startsWith(FILE_SYSTEM));
    }

    /** The same under the JVM options that Cassandra ships, and without an archive of classes, which it has not. */
    StockNode asShipped() throws IOException {
        return without(StockJvm::tunes).with(StockJvm.OPTIONS);
    }

    /** The same without some options, wherever they stand: on the command line or in a file that it names. */
    StockNode without(Predicate<String> unwanted) throws IOException {
        var options = new ArrayList<String>();
        for (var option : javaOptions) {
            if (option.startsWith("@")) {
                try (var lines = Files.lines(Path.of(option.substring(1)))) {
                    lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(options::add);
                }
            } else {
                options.add(option);
            }
        }
        options.removeIf(unwanted);
        return new StockNode(home, List.copyOf(options), libraries);
    }

    /** The same with more options. */
    StockNode with(List<String> more) {
        var options = new ArrayList<>(javaOptions);
        options.addAll(more);
        return new StockNode(home, List.copyOf(options), libraries);
    }

    /** Everything between the program and the class path. */
    private static List<String> javaOptions(MachineProcess engine) throws IOException {
        var line =
                Files.readString(Path.of("/proc/" + engine.process().pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        var arguments = List.of(line.split("\0", -1));
        return List.copyOf(arguments.subList(1, arguments.indexOf("-cp")));
    }
}
