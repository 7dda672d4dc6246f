package io.kanesh.control.postgres.state;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of an installation that are its state: the secrets and the local KMS. */
final class HomeFiles {
    /** The local KMS: kept when there is one already, because it may hold keys that were made after the backup. */
    static final String KMS = "kms";

    private static final List<String> TREES = List.of("secrets", KMS);
    /** The password of this database server, and the secrets of this machine's processes: each is made anew. */
    private static final Set<String> OF_THIS_MACHINE =
            Set.of("secrets/postgres.password", "secrets/loopback-owner", "secrets/loopback-owner-2");

    private static final Set<String> PASSING = Set.of(".out", ".log", ".lock", ".pid", ".new", ".sock");

    private static final FileAttribute<?> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path home;

    HomeFiles(KaneshHome home) {
        this.home = home.path();
    }

    /** Relative paths, sorted. */
    List<String> find() throws IOException {
        var found = new ArrayList<String>();
        for (String tree : TREES) {
            if (Files.isDirectory(home.resolve(tree), LinkOption.NOFOLLOW_LINKS)) {
                try (var files = Files.walk(home.resolve(tree))) {
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .map(file -> home.relativize(file).toString())
                            .filter(name -> !OF_THIS_MACHINE.contains(name)
                                    && PASSING.stream().noneMatch(name::endsWith))
                            .sorted()
                            .forEach(found::add);
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
        return found;
    }

    Path resolve(String name) {
        return home.resolve(name);
    }

    boolean has(String tree) {
        return Files.exists(home.resolve(tree));
    }

    /** For the owner only. @throws StateFault when the name leads elsewhere */
    void write(String name, InputStream content) throws IOException {
        Path target = home.resolve(name).normalize();
        if (TREES.stream().noneMatch(tree -> target.startsWith(home.resolve(tree)))) {
            throw new StateFault("The file holds '" + name + "', which is no part of an installation's state.");
        }
        Files.createDirectories(home);
        Path directory = home;
        for (Path part : home.relativize(target.resolveSibling(""))) {
            directory = directory.resolve(part);
            if (!Files.exists(directory)) {
                Files.createDirectory(directory, PRIVATE_DIRECTORY);
            }
        }
        Files.deleteIfExists(target);
        Files.createFile(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(target)) {
            content.transferTo(out);
        }
    }
}
