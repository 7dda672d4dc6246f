package io.kanesh.control.postgres.server;

import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the server's files are: {@code KANESH_HOME/postgres}. When the server's user cannot walk there (root's home is
 * closed to others, and opening it would be a surprise), that is a link to a directory of the installation's own below
 * {@code /var/lib/kanesh}.
 *
 * @param directory without links
 */
record DatabasePlace(Path directory) {
    private static final Path ELSEWHERE = Path.of("/var/lib/kanesh");

    static DatabasePlace of(KaneshHome home, ServerUser user) throws IOException {
        Path inHome = home.postgres();
        if (!Files.exists(inHome, LinkOption.NOFOLLOW_LINKS)) {
            if (user.canReach(home.path())) {
                Files.createDirectory(inHome);
            } else {
                Files.createDirectories(ELSEWHERE);
                Path target = Files.createTempDirectory(ELSEWHERE, "postgres-");
                Files.createSymbolicLink(inHome, target);
            }
        }
        Path directory = Files.createDirectories(inHome.toRealPath());
        // Passed through by the server's user, listed by nobody else.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        return new DatabasePlace(directory);
    }
}
