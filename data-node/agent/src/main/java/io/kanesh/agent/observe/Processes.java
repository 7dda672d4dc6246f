package io.kanesh.agent.observe;

import io.kanesh.agent.api.NodeReport.ProcessFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Figures of processes, from {@code /proc} (proc(5)). */
public final class Processes {
    /** What the kernel shows to programs on every architecture that we run on, whatever its own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int STATE = 3;
    private static final int USER_TICKS = 14;
    private static final int SYSTEM_TICKS = 15;

    private Processes() {}

    /** Empty when the process has ended. */
    public static Optional<ProcessFigures> figures(long pid) {
        var directory = Path.of("/proc", String.valueOf(pid));
        try {
            var stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = Long.parseLong(fields[USER_TICKS - STATE]) + Long.parseLong(fields[SYSTEM_TICKS - STATE]);
            for (var line : Files.readAllLines(directory.resolve("status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    var kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
                    return Optional.of(new ProcessFigures(pid, kibibytes * 1024, ticks / TICKS_PER_SECOND));
                }
            }
            return Optional.empty(); // a zombie has no memory
        } catch (IOException e) {
            return Optional.empty(); // ended while we looked
        }
    }
}
