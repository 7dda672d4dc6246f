package io.kanesh.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything of one machine lives. {@code bootstrap.json} comes from the cloud; the rest is the agent's and the engine's.
 *
 * @param root absolute path of the machine's directory
 */
public record MachineDirectory(Path root) {

    public MachineDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path bootstrap() {
        return root.resolve("bootstrap.json");
    }

    /** Keys, certificates and state of the agent; mode 0700. */
    public Path agent() {
        return root.resolve("agent");
    }

    /** The engine's home: Cassandra's data, commit log, hints, configuration. */
    public Path data() {
        return root.resolve("data");
    }

    public Path log() {
        return root.resolve("log");
    }

    /** Makes what is missing. Keys and data are for the machine's own user only. */
    public void prepare() throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        for (var directory : new Path[] {agent(), data(), log()}) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, ownerOnly);
        }
    }
}
