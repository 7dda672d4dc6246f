package io.kanesh.engine.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user id of this process, which the JDK does not tell. */
final class OwnUser {

    private OwnUser() {}

    /** Reads the effective user id from {@code /proc/self/status}: {@code Uid: real effective saved file-system}. */
    static long id() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+"))
                    .mapToLong(fields -> Long.parseLong(fields[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("/proc/self/status names no user"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
