package io.kanesh.it.installation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One of an installation's control planes, on ports of its own that it keeps over every death. */
public final class ControlPlaneProcess {
    /** Options for tests, which start it often; benchmarks hand on what {@code ./kanesh} runs it with. */
    private static final String QUICK = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 60;
    /** Starts any main class of an executable jar, by {@code -Dloader.main}. */
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Path home;
    private final Map<String, String> environment;
    private final Path jar;
    private final boolean second;
    private final int port = freePort();
    private final int agentPort = freePort();
    private final String token;
    private @Nullable Process process;

    ControlPlaneProcess(Images images, Path home, Map<String, String> settings, String token, boolean second) {
        this.home = home;
        this.jar = images.controlPlaneJar();
        this.token = token;
        this.second = second;
        this.environment = new HashMap<>(images.environment());
        this.environment.putAll(settings);
    }

    public RestApi api() {
        return new RestApi("http://127.0.0.1:" + port, token);
    }

    /** What agents call. */
    public String agentEndpoint() {
        return "https://127.0.0.1:" + agentPort;
    }

    /** Returns when it answers. */
    public ControlPlaneProcess start() throws IOException, InterruptedException, TimeoutException {
        var log = Files.createDirectories(home.resolve("log")).resolve(logName());
        var builder = program(List.of("-jar", jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var started = builder.start();
        process = started;
        if (!second) {
            noteForTheScript(started);
        }
        var api = api();
        Await.until("the control plane answers", START_SECONDS, () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("the control plane has ended; see " + log);
            }
            try {
                return api.get("/me").status() == 200;
            } catch (IOException e) {
                return false; // not listening yet
            }
        });
        return this;
    }

    /**
     * Runs another main class of the control plane's program, as {@code ./kanesh} does, and returns when it has ended well.
     *
     * @param settings further environment variables
     * @return what it said
     */
    String run(String main, List<String> arguments, Map<String, String> settings)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("-Dloader.main=" + main, "-cp", jar.toString(), LAUNCHER));
        command.addAll(arguments);
        var builder = program(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main + " has ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    /** A JVM of this control plane: its options, its home, its variables. */
    private ProcessBuilder program(List<String> rest) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(
                List.of(System.getProperty("kanesh.control-plane.jvm", QUICK).split(" ")));
        command.addAll(List.of("-Dkanesh.home=" + home, "-Dkanesh.second=" + second));
        command.addAll(rest);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "KANESH_HOME", home.toString(),
                        "KANESH_PORT", String.valueOf(port),
                        "KANESH_AGENT_PORT", String.valueOf(agentPort),
                        "KANESH_ADMIN_TOKEN", token));
        return builder;
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

    /** Environment variables by which {@code ./kanesh} means this control plane. */
    Map<String, String> scriptEnvironment() {
        return Map.of("KANESH_HOME", home.toString(), "KANESH_PORT", String.valueOf(port));
    }

    /** As a user's Ctrl-C does. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the control plane does not stop; see " + home.resolve("log"));
            }
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** SIGSTOP: it takes calls and answers none. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was, and knows nothing of what happened meanwhile. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** What it has said so far. */
    public String log() throws IOException {
        return Files.readString(home.resolve("log").resolve(logName()));
    }

    private String logName() {
        return second ? "control-plane-2.log" : "control-plane.log";
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("the control plane does not run");
        }
        MachineProcess.signal(process.pid(), name);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
