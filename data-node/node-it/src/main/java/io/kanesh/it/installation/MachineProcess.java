package io.kanesh.it.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An agent or engine process of an installation, known by its command line, which names the machine's directory.
 *
 * @param machine the machine's directory
 */
public record MachineProcess(Kind kind, ProcessHandle process, Path machine, String startTicks) {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Field 22 of {@code /proc/PID/stat}, counted from field 3. */
    private static final int START_TICKS = 19;

    /** Which of a machine's two processes. */
    public enum Kind {
        AGENT("--machine"),
        ENGINE("--home"),
        /** The installation's own KMS, which belongs to no machine. */
        KMS("--home");

        private final String option;

        Kind(String option) {
            this.option = option;
        }
    }

    /** Every agent and engine below that directory of machines. */
    public static List<MachineProcess> below(Path machines) {
        var found = new ArrayList<MachineProcess>();
        for (var process : ProcessHandle.allProcesses().toList()) {
            for (var kind : Kind.values()) {
                directory(process, kind)
                        .filter(directory -> directory.startsWith(machines))
                        .ifPresent(directory ->
                                found.add(new MachineProcess(kind, process, directory, startTicks(process.pid()))));
            }
        }
        return found;
    }

    /**
     * SIGKILL, unless it is another process by now. Waits until it runs no more; who started it may be frozen, and then nobody
     * takes note of its end.
     */
    public void kill() {
        if (isThere()) {
            process.destroyForcibly();
        }
        while (isThere()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean isThere() {
        var fields = stat(process.pid());
        return fields.length > START_TICKS && fields[START_TICKS].equals(startTicks) && !fields[0].equals("Z");
    }

    /** Memory that it has now. */
    public long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** SIGSTOP: it lives and does nothing, so that nobody starts another one in its place. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (!startTicks(process.pid()).equals(startTicks)) {
            throw new IOException("process " + process.pid() + " has ended");
        }
        signal(process.pid(), name);
    }

    /** The shell's own kill: Java knows no SIGSTOP. */
    static void signal(long pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    private static Optional<Path> directory(ProcessHandle process, Kind kind) {
        var arguments = arguments(process.pid());
        var option = arguments.indexOf(kind.option);
        if (option < 0 || option + 1 >= arguments.size() || !arguments.contains(mainClass(kind))) {
            return Optional.empty();
        }
        var path = Path.of(arguments.get(option + 1));
        return Optional.of(kind == Kind.ENGINE ? path.resolveSibling("") : path);
    }

    private static String mainClass(Kind kind) {
        return switch (kind) {
            case AGENT -> "io.kanesh.agent.AgentMain";
            case ENGINE -> "io.kanesh.engine.EngineMain";
            case KMS -> "io.kanesh.kms.local.LocalKmsMain";
        };
    }

    private static List<String> arguments(long pid) {
        try {
            var line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0", -1));
        } catch (IOException e) {
            return List.of(); // ended meanwhile
        }
    }

    /** Empty when it has ended. */
    static String startTicks(long pid) {
        var fields = stat(pid);
        return fields.length > START_TICKS ? fields[START_TICKS] : "";
    }

    /** {@code /proc/PID/stat} from field 3 on, the process's state; empty when it has ended. */
    private static String[] stat(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
