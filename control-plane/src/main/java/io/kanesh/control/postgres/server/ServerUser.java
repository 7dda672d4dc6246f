package io.kanesh.control.postgres.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who the server process is. PostgreSQL refuses to run as root, and should not: started by root it becomes another user
 * for good (no user namespace, inside which it would still be root for the rest of the machine).
 *
 * @param name the user to become; empty for the user that we are
 */
record ServerUser(String name) {

    static ServerUser choose(String whenRoot) {
        return new ServerUser("root".equals(System.getProperty("user.name")) ? whenRoot : "");
    }

    /** Takes out of a child's environment what only we should know: KANESH_ADMIN_TOKEN and its like. */
    static void keepOurSecrets(Map<String, String> environment) {
        environment.keySet().removeIf(variable -> variable.startsWith("KANESH_"));
    }

    boolean isAnother() {
        return !name.isEmpty();
    }

    /**
     * The command that runs {@code program} as this user.
     *
     * @param endsWithUs a session of its own, so that Ctrl-C at our terminal reaches it through us and in order, and a fast
     *     shutdown when the thread that started it ends for whatever reason, SIGKILL of this process included
     */
    List<String> command(boolean endsWithUs, Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (endsWithUs) {
            command.add("setsid");
        }
        if (endsWithUs || isAnother()) {
            command.add("setpriv");
        }
        if (isAnother()) {
            command.addAll(List.of("--reuid=" + name, "--regid=65534", "--clear-groups"));
        }
        if (endsWithUs) {
            command.add("--pdeathsig=INT");
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Creates a directory that only this user (and root) may enter. */
    void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        give(directory, "rwx------");
    }

    /** Hands a file to this user with exactly these permissions, e.g. {@code rw-------}. */
    void give(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString(permissions));
        if (isAnother()) {
            var user = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setOwner(user);
        }
    }

    /** Whether this user may walk down to {@code directory}; root's own home, for one, is closed to everybody else. */
    boolean canReach(Path directory) throws IOException {
        if (!isAnother()) {
            return true;
        }
        for (Path path = directory.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)
                    && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
