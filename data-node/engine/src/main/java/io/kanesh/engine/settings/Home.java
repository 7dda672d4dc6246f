package io.kanesh.engine.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The directories of one engine. Everything that it writes is below {@code root}, so that one encrypted tree can hold all.
 *
 * @param root absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path commitLog() {
        return root.resolve("commitlog");
    }

    public Path hints() {
        return root.resolve("hints");
    }

    public Path savedCaches() {
        return root.resolve("saved_caches");
    }

    public Path changeLog() {
        return root.resolve("cdc_raw");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Undecodable mutations and native libraries go to the JVM's temporary directory: it must not be a shared one. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    public Path configuration() {
        return root.resolve("conf");
    }

    /** The node's key and certificates in the form that Cassandra reads. */
    public Path tls() {
        return root.resolve("tls");
    }

    /** Held while an engine runs on this home. */
    public Path lock() {
        return root.resolve("engine.lock");
    }

    /** Process id and start time of the running engine. */
    public Path processFile() {
        return root.resolve("engine.json");
    }

    /** Present once this node took part in preparing the cluster's security schema. */
    public Path clusterPrepared() {
        return root.resolve("cluster.prepared");
    }

    /** Creates what is missing, for this user only. */
    public void prepare() throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(root, onlyUs);
        for (Path directory : List.of(
                data(),
                commitLog(),
                hints(),
                savedCaches(),
                changeLog(),
                logs(),
                temporary(),
                configuration(),
                tls())) {
            Files.createDirectories(directory, onlyUs);
        }
    }
}
