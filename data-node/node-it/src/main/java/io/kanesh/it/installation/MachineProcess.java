package io.kanesh.it.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An agent or engine process of an installation, known by its command line, which names the machine's directory.
 *
 * @param machine the machine's directory
 */
public record MachineProcess(Kind kind, ProcessHandle process, Path machine, String startTicks) {

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

    /** SIGKILL, unless it is another process by now. Waits until it is gone. */
    public void kill() {
        if (startTicks(process.pid()).equals(startTicks) && !startTicks.isEmpty()) {
            process.destroyForcibly();
        }
        process.onExit().join();
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

    /** Field 22 of {@code /proc/PID/stat}; empty when it has ended. */
    private static String startTicks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException e) {
            return "";
        }
    }
}
