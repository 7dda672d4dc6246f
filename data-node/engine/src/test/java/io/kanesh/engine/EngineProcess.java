package io.kanesh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kanesh.engine.control.StartArguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One engine of the image under {@code target/image}, started as an agent starts it. */
final class EngineProcess implements AutoCloseable {

    /** Generous: two cores may be shared with other builds. */
    static final Duration PATIENCE = Duration.ofSeconds(150);

    static final Path IMAGE = Path.of("target/image").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LONG_LEASE = Duration.ofHours(4);

    private final Path directory;
    private final List<String> flags;
    private final TestKeys keys;
    private @Nullable Process process;

    /**
     * @param directory short, because the socket's path is bounded
     * @param flags further options of the JVM
     */
    EngineProcess(Path directory, String... flags) {
        this.directory = directory;
        keys = new TestKeys(home());
        this.flags = List.of(flags);
    }

    /** The file system's own jars, as the agent gives them. */
    static String bootPath() {
        try (Stream<Path> jars = Files.list(IMAGE.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches("(encrypted-files|kms-envelope|kms-api)-.*"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(":", "-Xbootclasspath/a:", ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    TestKeys keys() {
        return keys;
    }

    Path home() {
        return directory.resolve("data");
    }

    /** Launches the process and hands it its settings. */
    void start(StartArguments arguments) throws IOException {
        Files.deleteIfExists(socket());
        launch();
        awaitAnswer();
        assertThat(call("keys", keys.arguments(LONG_LEASE)).path("ok").asBoolean())
                .isTrue();
        assertThat(call("start", arguments).path("ok").asBoolean()).isTrue();
    }

    void awaitAnswer() {
        await().atMost(PATIENCE)
                .failFast("the engine ended, see " + output(), () -> !running().isAlive())
                .until(() -> Files.exists(socket()) && answers());
    }

    void launch() throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + IMAGE.resolve("conf/jvm.options"),
                "@" + IMAGE.resolve("conf/small-heap.options"),
                "-Xms512m",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:SharedArchiveFile=" + ImageArchive.file(),
                bootPath(),
                "-Xlog:class+load=info:file=" + loadedClasses() + "::filecount=0",
                "-Dcassandra.disk_usage.monitor_interval_ms=500",
                "-Dcassandra.disk_usage.notify_interval_ms=0"));
        command.add("-Djava.io.tmpdir=" + directory);
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                IMAGE.resolve("lib") + "/*",
                EngineMain.class.getName(),
                "--home",
                home().toString(),
                "--socket",
                socket().toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    private boolean answers() {
        try {
            return call("status", Map.of()).path("ok").asBoolean();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    Path socket() {
        return directory.resolve("e.sock");
    }

    Path output() {
        return directory.resolve("out");
    }

    /** Where the JVM says from where it took each class. */
    Path loadedClasses() {
        return directory.resolve("classes");
    }

    void awaitServing() {
        await().atMost(PATIENCE)
                .failFast("the engine ended, see " + output(), () -> !running().isAlive())
                .until(() -> status().path("state").asText().equals("SERVING"));
    }

    JsonNode status() {
        return call("status", Map.of()).path("result");
    }

    /** Sends one request and returns the whole answer. */
    JsonNode call(String operation, Object arguments) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            String request =
                    JSON.writeValueAsString(Map.of("id", 7, "op", operation, "arguments", JSON.valueToTree(arguments)));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(request + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            return JSON.readTree(reader.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Asks for a clean end and returns the exit code. */
    int stop() throws InterruptedException {
        assertThat(call("stop", Map.of()).path("ok").asBoolean()).isTrue();
        assertThat(running().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running().exitValue();
    }

    Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
