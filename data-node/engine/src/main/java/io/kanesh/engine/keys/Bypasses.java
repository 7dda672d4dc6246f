package io.kanesh.engine.keys;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ways past the encryption that whoever starts the JVM could open, by a command line or by {@code JAVA_TOOL_OPTIONS}: a dump of
 * the memory holds keys and rows, and so does what another program reads from inside the process. Refused before there is a key.
 * Cassandra's own ways (audit and query logs, SASI, its temporary files) are closed by the settings that we write.
 */
public final class Bypasses {

    private static final Path CORE_FILTER = Path.of("/proc/self/coredump_filter");

    private static final Map<String, String> ARGUMENTS = new TreeMap<>(Map.of(
            "-javaagent:", "a program inside the process could read keys and rows",
            "-agentlib:", "a program inside the process could read keys and rows",
            "-agentpath:", "a program inside the process could read keys and rows",
            "-Xrunjdwp", "a debugger could read keys and rows",
            "-Dcom.sun.management.jmxremote", "whoever reaches the port can dump the memory",
            "-Dcassandra.jmx.", "whoever reaches the port can dump the memory",
            "-XX:StartFlightRecording", "recordings are written past the encryption"));

    /** By flag, the value that it must have. */
    private static final Map<String, String> FLAGS = new TreeMap<>(Map.of(
            "HeapDumpOnOutOfMemoryError", "false",
            "HeapDumpBeforeFullGC", "false",
            "HeapDumpAfterFullGC", "false",
            "CreateCoredumpOnCrash", "false",
            "DisableAttachMechanism", "true"));

    private Bypasses() {}

    /**
     * To be called first of all.
     *
     * @throws IllegalStateException naming every way that is open
     */
    public static void refuse() throws IOException {
        var hotspot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Map<String, String> flags = new TreeMap<>();
        FLAGS.keySet().forEach(name -> flags.put(name, hotspot.getVMOption(name).getValue()));
        List<String> open = open(ManagementFactory.getRuntimeMXBean().getInputArguments(), flags);
        if (!open.isEmpty()) {
            throw new IllegalStateException("this process is open to whoever started it: " + String.join("; ", open));
        }
        leaveNothingInCores();
    }

    /** A core that the kernel writes all the same (after SIGABRT, say) has no memory in it. */
    static void leaveNothingInCores() throws IOException {
        Files.writeString(CORE_FILTER, "0\n");
    }

    /** One part of a sentence for each way. */
    static List<String> open(List<String> arguments, Map<String, String> flags) {
        List<String> open = new ArrayList<>();
        for (String argument : arguments) {
            ARGUMENTS.forEach((beginning, why) -> {
                if (argument.startsWith(beginning)) {
                    open.add(argument + " (" + why + ")");
                }
            });
        }
        FLAGS.forEach((name, wanted) -> {
            if (!wanted.equals(flags.get(name))) {
                open.add("-XX:" + (wanted.equals("true") ? "-" : "+") + name + " (a dump holds keys and rows)");
            }
        });
        return open;
    }
}
