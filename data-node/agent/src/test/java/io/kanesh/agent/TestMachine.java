package io.kanesh.agent;

import io.kanesh.agent.api.BootstrapDocument;
import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.engine.EngineHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A machine with a real agent process and, as its engine, a stand-in process. */
final class TestMachine implements AutoCloseable {
    final MachineDirectory directory;
    private final Path engineHome;
    private @Nullable Process agent;

    TestMachine(Path root, FakeControlPlane controlPlane) throws IOException {
        directory = new MachineDirectory(root.resolve("machine"));
        directory.prepare();
        var bootstrap = new BootstrapDocument(
                "machine",
                "nd_1",
                "https://127.0.0.1:" + controlPlane.port(),
                controlPlane.authority.pem(),
                "one-time-token");
        Files.writeString(directory.bootstrap(), Json.write(bootstrap));
        engineHome = root.resolve("engine");
        installEngine();
    }

    /** A configuration whose engine differs from another one's by the restart count. */
    static DesiredConfiguration configuration(long generation, long fence, EngineState state, long restartCount) {
        var settings = new EngineSettings(
                "5.0.9",
                "cl_1",
                "dc1",
                "rack1",
                "127.0.0.1",
                List.of("127.0.0.1"),
                List.of("0"),
                false,
                32,
                1,
                1_000_000,
                Map.of("dc1", 1),
                new EngineSettings.AdminRole("admin", "hash"),
                null,
                restartCount);
        return new DesiredConfiguration("cl_1", "nd_1", generation, fence, state, settings, TestKms.encryption(), null);
    }

    /** The same configuration under other words about its key. */
    static DesiredConfiguration encrypted(long generation, Encryption encryption) {
        var usual = configuration(generation, 1, EngineState.RUNNING, 0);
        return new DesiredConfiguration(
                usual.clusterId(),
                usual.nodeId(),
                usual.generation(),
                usual.fence(),
                usual.engineState(),
                usual.engine(),
                encryption,
                null);
    }

    /** The same configuration with a list of its own of who may connect. */
    static DesiredConfiguration admitting(long generation, List<String> cidrs) {
        var usual = configuration(generation, 1, EngineState.RUNNING, 0);
        return new DesiredConfiguration(
                usual.clusterId(),
                usual.nodeId(),
                usual.generation(),
                usual.fence(),
                usual.engineState(),
                usual.engine(),
                usual.encryption(),
                new ClientAccess(cidrs, 0));
    }

    Process startAgent() throws IOException {
        agent = startSecondAgent();
        return agent;
    }

    /** Beside the first one, which a real machine never does. */
    Process startSecondAgent() throws IOException {
        var ours = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(":"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "@src/main/conf/jvm.options",
                        "-cp",
                        ours,
                        AgentMain.class.getName(),
                        "--machine",
                        directory.root().toString(),
                        "--address",
                        "127.0.0.1",
                        "--engine-home",
                        engineHome.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.log().resolve("agent.out").toFile()))
                .start();
    }

    void killAgent() throws InterruptedException {
        if (agent != null) {
            agent.destroyForcibly().waitFor();
        }
    }

    /** The engine process as the agent has noted it, if it runs. */
    @Nullable
    ProcessHandle engine() throws IOException {
        var history = Json.read(new DurableFile(directory.agent().resolve("engine.json")), EngineHistory.class);
        var running = history.map(EngineHistory::running).orElse(null);
        return running == null || !running.process().alive()
                ? null
                : ProcessHandle.of(running.process().pid()).orElse(null);
    }

    /** What the engine was told so far, by all of its processes. */
    List<String> told() throws IOException {
        var file = directory.data().resolve("told");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void engineBehaves(String how) throws IOException {
        Files.writeString(directory.data().resolve("behaviour"), how);
    }

    private void installEngine() throws IOException {
        var lib = Files.createDirectories(engineHome.resolve("lib"));
        Files.createDirectories(engineHome.resolve("conf"));
        Files.writeString(engineHome.resolve("conf/jvm.options"), "-XX:TieredStopAtLevel=1\n");
        Files.writeString(engineHome.resolve("conf/small-heap.options"), "-XX:+UseSerialGC\n");
        Files.writeString(engineHome.resolve("conf/large-heap.options"), "-XX:+UseG1GC\n");
        for (var entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith("test-classes")) {
                pack(Path.of(entry), lib.resolve("engine.jar"));
            } else if (entry.contains("jackson")) {
                Files.copy(Path.of(entry), lib.resolve(Path.of(entry).getFileName()));
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes.resolve("io/kanesh/engine"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        killAgent();
        var engine = engine();
        if (engine != null) {
            engine.destroyForcibly();
            engine.onExit().join();
        }
    }
}
