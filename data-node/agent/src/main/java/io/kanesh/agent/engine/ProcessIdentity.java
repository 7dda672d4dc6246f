package io.kanesh.agent.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who a process is. A pid alone names nobody: it is given again after a death, and everything is different after a reboot. A
 * pid with its start time in one boot is unique.
 *
 * @param bootId {@code /proc/sys/kernel/random/boot_id}
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks between boot and start, see proc(5)
 */
public record ProcessIdentity(String bootId, long pid, long startTicks) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int START_TICKS = 22;
    private static final int STATE = 3;

    /** The process with that pid now; empty when there is none, or only a zombie that nobody has waited for. */
    public static Optional<ProcessIdentity> of(long pid) {
        return stat(pid)
                .filter(fields -> !"ZX".contains(fields.get(STATE - STATE)))
                .map(fields ->
                        new ProcessIdentity(currentBoot(), pid, Long.parseLong(fields.get(START_TICKS - STATE))));
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The arguments of this very process, or empty when it has ended. */
    public List<String> arguments() {
        var arguments = argumentsOf(pid);
        return alive() ? arguments : List.of();
    }

    /** The arguments of whatever has that pid; empty for none, a kernel thread, or one that we may not look at. */
    static List<String> argumentsOf(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
            return line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
        } catch (IOException e) {
            return List.of(); // ended, or not ours
        }
    }

    private static String currentBoot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new IllegalStateException(BOOT_ID + " cannot be read: is /proc mounted?", e);
        }
    }

    /** The fields from the third (state) on: the second, the name in brackets, may itself contain blanks and brackets. */
    private static Optional<List<String>> stat(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(
                    List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" ")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
