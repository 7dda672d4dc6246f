package io.kanesh.agent.control;

import io.kanesh.agent.DurableFile;
import io.kanesh.agent.Json;
import io.kanesh.agent.api.DesiredConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The desired configuration in its file and in memory. What {@link #current} answers is durable. */
public final class DesiredFile {
    private final DurableFile file;
    private final String nodeId;
    private volatile Desired current;

    /** Reads what an earlier agent process left. */
    public DesiredFile(Path directory, String nodeId) {
        this.file = new DurableFile(directory.resolve("desired.json"));
        this.nodeId = nodeId;
        try {
            current = Json.read(file, Desired.class).orElse(Desired.NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException("the desired configuration " + file.path() + " cannot be read", e);
        }
    }

    public Desired current() {
        return current;
    }

    /** Takes an offer, or says why not. */
    public synchronized @Nullable String offer(DesiredConfiguration offered) {
        var verdict = current.judge(offered, nodeId);
        if (!verdict.held().equals(current)) {
            try {
                file.write(Json.write(verdict.held()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            current = verdict.held();
        }
        return verdict.refusal();
    }
}
