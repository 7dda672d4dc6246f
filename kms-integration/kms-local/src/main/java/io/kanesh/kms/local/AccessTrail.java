package io.kanesh.kms.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;

/** Who asked for what, one line each: the local stand-in for the clouds' own audit logs. Thread-safe. */
final class AccessTrail {

    private static final int KEPT_IN_MEMORY = 1000;

    private final Path file;
    private final InstantSource clock;
    private final ArrayDeque<String> last = new ArrayDeque<>();

    AccessTrail(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void append(
            String requestId, String principal, String region, String key, String operation, String outcome)
            throws IOException {
        var line = String.join(
                " ",
                clock.instant().toString(),
                requestId,
                principal.isEmpty() ? "-" : principal,
                "kanesh-local://" + region + "/" + key,
                operation,
                outcome);
        Files.write(
                file,
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        last.addLast(line);
        if (last.size() > KEPT_IN_MEMORY) {
            last.removeFirst();
        }
    }

    synchronized List<String> last() {
        return List.copyOf(last);
    }
}
