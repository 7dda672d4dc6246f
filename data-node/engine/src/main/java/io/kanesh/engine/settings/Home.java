package io.kanesh.engine.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The directories of one engine. Everything that can hold a customer's data is below {@link #files}, the encrypted tree. Beside it
 * lie what is needed before there is a key (keyring, configuration, certificates), the engine's own trail of key loans, and native
 * libraries.
 *
 * @param root absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The encrypted tree. */
    public Path files() {
        return root.resolve("files");
    }

    /** The two copies of the keyring. */
    public Path keyring() {
        return root.resolve("keyring");
    }

    /** Which data key was lent for which file: names and ids, chained by hashes. */
    public Path loans() {
        return root.resolve("loans.jsonl");
    }

    /** Says whose the encrypted tree is; readable only with its keys. */
    public Path guard() {
        return files().resolve("guard");
    }

    public Path data() {
        return files().resolve("data");
    }

    public Path commitLog() {
        return files().resolve("commitlog");
    }

    public Path hints() {
        return files().resolve("hints");
    }

    public Path savedCaches() {
        return files().resolve("saved_caches");
    }

    public Path changeLog() {
        return files().resolve("cdc_raw");
    }

    public Path logs() {
        return files().resolve("logs");
    }

    /** Libraries unpack themselves here past every file system of Java's; the system's loader must be able to read them. */
    public Path nativeLibraries() {
        return root.resolve("native");
    }

    /** Cassandra writes mutations that it cannot decode to its temporary directory. */
    public Path temporary() {
        return files().resolve("tmp");
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

    /** Creates what is needed before there is a key, for this user only. */
    public void prepare() throws IOException {
        create(List.of(root, configuration(), tls(), nativeLibraries(), keyring(), files()));
    }

    /** Creates the directories of the encrypted tree. */
    public void prepareFiles() throws IOException {
        create(List.of(data(), commitLog(), hints(), savedCaches(), changeLog(), logs(), temporary()));
    }

    private static void create(List<Path> directories) throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (Path directory : directories) {
            Files.createDirectories(directory, onlyUs);
        }
    }
}
