package io.kanesh.engine.keys;

import io.kanesh.engine.settings.Home;
import io.kanesh.kms.envelope.keyring.NodeIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps an engine from starting on files that are not this node's encrypted ones. A file inside the encrypted tree says whose it
 * is; only the node's own keys can read it. A tree with files but without that one is refused, never taken over.
 */
final class Guard {

    /** Where an engine of before encryption kept its data. */
    private static final List<String> UNENCRYPTED = List.of("data", "commitlog", "hints", "saved_caches", "logs");

    private final Home home;
    private final String contents;

    Guard(Home home, NodeIdentity node) {
        this.home = home;
        contents = "kanesh encrypted files 1\n" + node.projectId() + "\n" + node.clusterId() + "\n" + node.dataCenter()
                + "\n" + node.nodeId() + "\n";
    }

    /** To be called before the tree is mounted. */
    void refuseUnencrypted() throws IOException {
        for (String name : UNENCRYPTED) {
            if (holdsFiles(home.root().resolve(name))) {
                throw new IOException(home.root().resolve(name)
                        + " holds files that are not encrypted. This engine neither reads nor converts them");
            }
        }
        if (!Files.exists(home.guard()) && holdsFiles(home.files())) {
            throw new IOException(home.files() + " holds files, but none that says whose they are: it was changed by"
                    + " something else, or its guard was removed. Restore it, or empty it to begin anew");
        }
    }

    /** Reads the marker through the mounted tree; a new tree gets its own. */
    void check() throws IOException {
        if (!Files.exists(home.guard())) {
            try (FileChannel file =
                    FileChannel.open(home.guard(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.write(StandardCharsets.UTF_8.encode(contents));
            }
        }
        if (!Files.readString(home.guard()).equals(contents)) {
            throw new IOException(home.files() + " belongs to another node");
        }
    }

    private static boolean holdsFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.anyMatch(Files::isRegularFile);
        }
    }
}
