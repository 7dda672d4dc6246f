package io.kanesh.agent.engine;

import io.kanesh.agent.MachineDirectory;
import io.kanesh.agent.api.EngineSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Engine processes of one machine: making one, finding one that runs, ending one. */
public final class EngineProcesses {
    static final String MAIN = "io.kanesh.engine.EngineMain";
    /** A Unix socket's path has room for 107 bytes; the engine allows itself 99. */
    private static final int LONGEST_SOCKET_PATH = 99;

    private static final Pattern FILE_SYSTEM = Pattern.compile("(encrypted-files|kms-envelope|kms-api)-.*\\.jar");

    /** Up to here a collection that stops everything is short, MiB. */
    private static final int LARGEST_SMALL_HEAP = 2048;

    private static final String SOCKET = "engine.sock";
    /** The engine writes its own bounded log; this file only gets what a JVM prints when it fails. */
    private static final long LARGEST_OUTPUT = 1 << 20;

    private final MachineDirectory machine;
    private final Path engineHome;

    public EngineProcesses(MachineDirectory machine, Path engineHome) {
        this.machine = machine;
        this.engineHome = engineHome.toAbsolutePath().normalize();
    }

    /** Where the engine's JVM prints. */
    public Path output() {
        return machine.log().resolve("engine.out");
    }

    /** The control socket of a running engine, by a path that is short enough for a socket address. */
    EngineSocket socket(ProcessIdentity engine) {
        var path = machine.root().resolve(SOCKET);
        // The engine's working directory is the machine's: through /proc its socket has a short name, however deep we
        // live.
        return new EngineSocket(fits(path) ? path : Path.of("/proc/" + engine.pid() + "/cwd/" + SOCKET));
    }

    /**
     * Starts a process in a session of its own, so that neither the agent's end nor a terminal's hang-up reaches it.
     *
     * @throws IOException when it cannot be started, with the reason
     */
    Process launch(EngineSettings settings) throws IOException {
        var options = options(engineHome, settings.heapMib());
        var socket = machine.root().resolve(SOCKET);
        Files.deleteIfExists(socket);
        var command = new ArrayList<>(List.of(
                "setsid", Path.of(System.getProperty("java.home"), "bin/java").toString()));
        options.forEach(file -> command.add("@" + file));
        Files.createDirectories(machine.data().resolve("native"));
        var archive = engineHome.resolve("engine.jsa");
        if (Files.isReadable(archive)) {
            // Classes loaded before, by the engine's ClassArchive: half the processor time of a start.
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.add(bootPath());
        command.add("-Djava.io.tmpdir=" + machine.data().resolve("native"));
        command.addAll(List.of(
                "-Xmx" + settings.heapMib() + "m",
                "-XX:ActiveProcessorCount=" + settings.vcpus(),
                "-cp",
                engineHome.resolve("lib") + "/*",
                MAIN,
                "--home",
                machine.data().toString(),
                "--socket",
                fits(socket) ? socket.toString() : SOCKET));
        boundOutput();
        var builder = new ProcessBuilder(command)
                .directory(machine.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        // What configures a control plane (its token and database password among it) is no business of an engine.
        builder.environment().keySet().removeIf(name -> name.startsWith("KANESH_"));
        return builder.start();
    }

    /**
     * The files of JVM options that hold for a heap of this size.
     *
     * @throws IOException when one is missing, naming it
     */
    static List<Path> options(Path engineHome, int heapMib) throws IOException {
        var heap = heapMib <= LARGEST_SMALL_HEAP ? "conf/small-heap.options" : "conf/large-heap.options";
        var options = List.of(engineHome.resolve("conf/jvm.options"), engineHome.resolve(heap));
        for (var file : options) {
            if (!Files.isReadable(file)) {
                throw new IOException("no engine is installed: " + file + " is missing");
            }
        }
        return options;
    }

    /**
     * The encrypting file system goes to the boot loader: the JVM needs its classes before it can look at a path, and a class of
     * the application that comes from an archive is tied to one.
     */
    private String bootPath() throws IOException {
        try (var jars = Files.list(engineHome.resolve("lib"))) {
            return jars.filter(jar ->
                            FILE_SYSTEM.matcher(jar.getFileName().toString()).matches())
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(":", "-Xbootclasspath/a:", ""));
        }
    }

    /**
     * Looks for an engine of this machine that no record names: its agent was killed between the start and the record.
     */
    Optional<ProcessIdentity> findUnrecorded() {
        return ProcessHandle.allProcesses()
                .map(handle -> ProcessIdentity.of(handle.pid()))
                .flatMap(Optional::stream)
                .filter(this::isEngineOfThisMachine)
                .findFirst();
    }

    /** Whether this process is an engine of this machine by its own command line. */
    boolean isEngineOfThisMachine(ProcessIdentity process) {
        var arguments = process.arguments();
        var home = arguments.indexOf("--home");
        return arguments.contains(MAIN)
                && home >= 0
                && home + 1 < arguments.size()
                && arguments.get(home + 1).equals(machine.data().toString());
    }

    /**
     * Sends SIGTERM, or SIGKILL. Nothing is sent to a process that is not, at this moment, the identified engine of this
     * machine; the JDK's handle compares the start time once more before it signals.
     */
    void signal(ProcessIdentity process, boolean kill) {
        var handle = ProcessHandle.of(process.pid());
        if (handle.isEmpty() || !isEngineOfThisMachine(process)) {
            return;
        }
        var sent = kill ? handle.get().destroyForcibly() : handle.get().destroy();
        if (!sent && process.alive()) {
            throw new IllegalStateException("process " + process.pid() + " could not be signalled");
        }
    }

    /** How a child of ours ended. The JDK reports a signal as 128 + its number. */
    static String exitReason(int exitCode) {
        return exitCode > 128 ? "killed by signal " + (exitCode - 128) : "exit code " + exitCode;
    }

    private void boundOutput() throws IOException {
        if (Files.exists(output()) && Files.size(output()) > LARGEST_OUTPUT) {
            Files.move(output(), machine.log().resolve("engine.out.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH;
    }
}
