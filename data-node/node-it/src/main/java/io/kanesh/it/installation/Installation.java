package io.kanesh.it.installation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One installation with a home and ports of its own. The control plane may be killed and started again; machines live on, as
 * they do for a user, until {@link #close}.
 */
public final class Installation implements AutoCloseable {
    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 60;

    private final Images images;
    private final Map<String, String> settings;
    private final Path home;
    private final int port = freePort();
    private final int agentPort = freePort();
    private final String token;
    private @Nullable Process controlPlane;

    /**
     * @param home made anew: what a test before this one has left there (its processes too) goes first
     */
    public Installation(Images images, Path home) {
        this(images, home, Map.of());
    }

    /** @param settings further environment variables of the control plane */
    public Installation(Images images, Path home, Map<String, String> settings) {
        this.images = images;
        this.settings = Map.copyOf(settings);
        this.home = home.toAbsolutePath().normalize();
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        token = "kanesh_" + HexFormat.of().formatHex(secret);
        wipe();
    }

    public Path home() {
        return home;
    }

    public RestApi api() {
        return new RestApi("http://127.0.0.1:" + port, token);
    }

    /** Agents and engines that run. */
    public List<MachineProcess> processes() {
        return MachineProcess.below(machines());
    }

    /** Directories of machines that exist. */
    public List<Path> machineDirectories() {
        if (!Files.isDirectory(machines())) {
            return List.of();
        }
        try (var entries = Files.list(machines())) {
            return entries.filter(entry -> Files.exists(entry.resolve("bootstrap.json")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the machine that is, or is to become, that node. */
    public Path machineOf(String nodeId) {
        return machineDirectories().stream()
                .filter(machine -> text(machine.resolve("bootstrap.json")).contains('"' + nodeId + '"'))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no machine of " + nodeId));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the control plane and returns when it answers. */
    public void start() throws IOException, InterruptedException, TimeoutException {
        if (controlPlane != null && controlPlane.isAlive()) {
            throw new IllegalStateException("the control plane runs already");
        }
        Files.createDirectories(home.resolve("log"));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dkanesh.home=" + home,
                        "-jar",
                        images.controlPlaneJar().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("log/control-plane.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        builder.environment().putAll(images.environment());
        builder.environment().putAll(settings);
        builder.environment()
                .putAll(Map.of(
                        "KANESH_HOME", home.toString(),
                        "KANESH_PORT", String.valueOf(port),
                        "KANESH_AGENT_PORT", String.valueOf(agentPort),
                        "KANESH_ADMIN_TOKEN", token));
        var process = builder.start();
        controlPlane = process;
        noteForTheScript(process);
        var api = api();
        Await.until("the control plane answers", START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the control plane has ended; see " + home.resolve("log"));
            }
            try {
                return api.get("/me").status() == 200;
            } catch (IOException e) {
                return false; // not listening yet
            }
        });
    }

    /** What {@code ./kanesh up} notes of the process that it starts, so that the script's other commands find this one. */
    private void noteForTheScript(Process process) throws IOException {
        var facts = Map.of(
                "pid", process.pid(),
                "boot",
                        Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                                .strip(),
                "started", Long.parseLong(MachineProcess.startTicks(process.pid())),
                "url", "http://127.0.0.1:" + port);
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/control-plane.json"), new ObjectMapper().writeValueAsString(facts));
    }

    /** Environment variables by which {@code ./kanesh} means this installation. */
    public Map<String, String> environment() {
        return Map.of("KANESH_HOME", home.toString(), "KANESH_PORT", String.valueOf(port));
    }

    /** As a user's Ctrl-C does. */
    public void stop() throws InterruptedException {
        if (controlPlane != null) {
            controlPlane.destroy();
            if (!controlPlane.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the control plane does not stop; see " + home.resolve("log"));
            }
        }
    }

    /** SIGKILL. */
    public void killControlPlane() throws InterruptedException {
        if (controlPlane != null) {
            controlPlane.destroyForcibly().waitFor();
        }
    }

    /** Stops everything. The home stays, for whoever wants to read its logs. */
    @Override
    public void close() throws InterruptedException {
        try {
            stop();
        } finally {
            killMachines();
        }
    }

    private Path machines() {
        return home.resolve("machines");
    }

    /** Agents first: an agent would start a new engine. */
    private void killMachines() {
        for (var kind : MachineProcess.Kind.values()) {
            MachineProcess.below(home).stream()
                    .filter(process -> process.kind() == kind)
                    .forEach(MachineProcess::kill);
        }
    }

    private void wipe() {
        killMachines();
        if (!Files.exists(home)) {
            return;
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
