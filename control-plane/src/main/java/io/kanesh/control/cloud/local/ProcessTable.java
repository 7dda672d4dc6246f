package io.kanesh.control.cloud.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The kernel's list of processes ({@code /proc}), and the only place that signals one. */
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    /** Fields of {@code /proc/PID/stat} counted after the command's closing parenthesis: state is 0, start time 19. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    private final String bootId;

    ProcessTable() {
        try {
            bootId = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the local cloud needs Linux: /proc is not readable", e);
        }
    }

    /** The process that has this pid now; empty when none has, or it has ended and only waits to be reaped. */
    Optional<ProcessIdentity> identify(long pid) {
        String stat;
        try {
            stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty();
        }
        // The command in parentheses may hold spaces and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(bootId, pid, Long.parseLong(fields[START_TIME])));
    }

    boolean isAlive(ProcessIdentity process) {
        return identify(process.pid()).filter(process::equals).isPresent();
    }

    /** Empty when the process has ended or is not ours to read. */
    List<String> commandLine(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.UTF_8);
            return line.isEmpty() ? List.of() : Arrays.asList(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Every process's command line; those that end meanwhile or are not ours to read are left out. */
    List<List<String>> commandLines() {
        return pids().stream()
                .map(this::commandLine)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Every living process whose command line satisfies the predicate; ourselves excluded. */
    List<ProcessIdentity> find(Predicate<List<String>> commandLine) {
        long self = ProcessHandle.current().pid();
        return pids().stream()
                .filter(pid -> pid != self)
                .flatMap(pid -> identifyBy(pid, commandLine).stream())
                .toList();
    }

    private static List<Long> pids() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Identity first, command line second, identity again: so both belong to the same process. */
    private Optional<ProcessIdentity> identifyBy(long pid, Predicate<List<String>> commandLine) {
        return identify(pid)
                .filter(process -> commandLine.test(commandLine(pid)))
                .filter(this::isAlive);
    }

    /** Resident memory; 0 when the process has ended. */
    long residentBytes(ProcessIdentity process) {
        if (!isAlive(process)) {
            return 0;
        }
        try {
            String status = Files.readString(PROC.resolve(process.pid() + "/status"));
            return status.lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Asks it to end (SIGTERM). Without effect when exactly this process is no longer there. */
    void terminate(ProcessIdentity process) {
        handle(process).ifPresent(ProcessHandle::destroy);
    }

    /** Ends it (SIGKILL). Without effect when exactly this process is no longer there. */
    void kill(ProcessIdentity process) {
        handle(process).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Completes when it has ended; at once when it has already. */
    CompletableFuture<?> exit(ProcessIdentity process) {
        return handle(process)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /**
     * The handle is taken before the identity is checked: a handle remembers its process's start time and does not signal a
     * later process with the same pid.
     */
    private Optional<ProcessHandle> handle(ProcessIdentity process) {
        return ProcessHandle.of(process.pid()).filter(handle -> isAlive(process));
    }
}
