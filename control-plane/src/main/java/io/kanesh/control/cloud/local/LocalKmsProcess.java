package io.kanesh.control.cloud.local;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local KMS of this installation, one process for all its regions, kept running as the machines' agents are: found again
 * by its command line after a restart of the control plane, which it survives, and started anew when it has died. What it
 * needs and knows is below {@code KANESH_HOME/kms}, for the owner only. Called from the thread of {@link LocalSupervision}.
 */
final class LocalKmsProcess {
    /** By name: the control plane starts the program, it does not run it. */
    static final String MAIN_CLASS = "io.kanesh.kms.local.LocalKmsMain";

    private static final Logger LOG = LoggerFactory.getLogger(LocalKmsProcess.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String JAR = "kms-local";

    /** Below those that Linux gives to outgoing connections, which begin at 32768. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;

    /** A few requests a minute: 100 MiB resident at most. */
    private static final List<String> SMALL_JVM = List.of(
            "-Xms8m",
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError");

    private final Path home;
    private final Path library;
    private final ProcessTable processes;
    private final InstantSource clock;
    private @Nullable ProcessIdentity process;
    private @Nullable Instant lastStart;
    private boolean hasComplained;

    /** @param library the machine image's jars; with the local KMS among them */
    LocalKmsProcess(Path kaneshHome, Path library, ProcessTable processes, InstantSource clock) {
        this.home = new KaneshHome(kaneshHome).localKms();
        this.library = library;
        this.processes = processes;
        this.clock = clock;
    }

    /** Starts it unless it runs. Keys that exist must be reachable, so it also runs while nobody needs it yet. */
    void lookAround() {
        if (process != null && processes.isAlive(process)) {
            return;
        }
        Optional<ProcessIdentity> running = running(home, processes).stream().findFirst();
        if (running.isPresent()) {
            LOG.info("adopted the local KMS with pid {}", running.get().pid());
            process = running.get();
            return;
        }
        Instant now = clock.instant();
        if (lastStart == null || !now.isBefore(lastStart.plus(PAUSE))) {
            lastStart = now;
            start();
        }
    }

    private void start() {
        if (!imageHasIt()) {
            if (!hasComplained) {
                LOG.warn("There is no local KMS in the machine image {}: no cluster can be created.", library);
                hasComplained = true;
            }
            return;
        }
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var builder = new ProcessBuilder(command(port()))
                    .directory(home.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("kms.out").toFile()))
                    .redirectErrorStream(true);
            builder.environment().keySet().retainAll(AgentCommand.ENVIRONMENT);
            long pid = builder.start().pid();
            process = processes.identify(pid).orElse(null);
            LOG.info("started the local KMS with pid {}", pid);
        } catch (IOException e) {
            LOG.warn("the local KMS does not start: {}", e.getMessage());
        }
    }

    private List<String> command(int port) {
        var line = new java.util.ArrayList<String>();
        line.add("setsid");
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(SMALL_JVM);
        line.addAll(List.of("-cp", library + "/*", MAIN_CLASS));
        line.addAll(List.of("--home", home.toString(), "--port", String.valueOf(port)));
        return line;
    }

    /** The one it had, because nodes know it; any other only when somebody else has taken that one meanwhile. */
    private int port() throws IOException {
        Path address = home.resolve("address");
        if (Files.exists(address)) {
            int known = URI.create(Files.readString(address).strip()).getPort();
            if (isFree(known)) {
                return known;
            }
            LOG.warn("port {} of the local KMS is taken by another program; it gets another one", known);
        }
        // While it is away, no outgoing connection may get the port that it comes back to.
        int start = Math.floorMod(home.toString().hashCode(), PORTS);
        return IntStream.range(0, PORTS)
                .map(i -> FIRST_PORT + (start + i) % PORTS)
                .filter(LocalKmsProcess::isFree)
                .findFirst()
                .orElse(0);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean imageHasIt() {
        if (!Files.isDirectory(library)) {
            return false;
        }
        try (Stream<Path> jars = Files.list(library)) {
            return jars.anyMatch(jar -> jar.getFileName().toString().startsWith(JAR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The local KMS of that folder, if it runs; never that of another installation. */
    static List<ProcessIdentity> running(Path kmsHome, ProcessTable processes) {
        return processes.find(line -> line.contains(MAIN_CLASS)
                && AgentCommand.option(line, "--home")
                        .filter(kmsHome.toString()::equals)
                        .isPresent());
    }
}
