package io.kanesh.control.postgres.server;

import io.kanesh.control.postgres.PostgresFault;
import io.kanesh.control.shared.KaneshHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An installation's database for a program beside the control plane: the server that the control plane runs, or one's own, or, while
 * there is no control plane, ours for as long as this is open.
 */
public final class BorrowedDatabase implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final @Nullable LocalPostgres started;

    private BorrowedDatabase(String url, String user, String password, @Nullable LocalPostgres started) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.started = started;
    }

    /**
     * Whether the installation keeps its database in its home.
     *
     * @param environment with {@code KANESH_DATABASE_URL}, {@code _USER} and {@code _PASSWORD}, or without
     */
    public static boolean isEmbedded(Map<String, String> environment) {
        return environment.getOrDefault("KANESH_DATABASE_URL", "embedded").equals("embedded");
    }

    /** Whether there is a database in this home. */
    public static boolean isIn(KaneshHome home) {
        return Files.exists(home.postgres(), LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws PostgresFault with a sentence for the operator */
    public static BorrowedDatabase open(KaneshHome home, Map<String, String> environment) throws IOException {
        if (!isEmbedded(environment)) {
            String address = environment.getOrDefault("KANESH_DATABASE_URL", "");
            return new BorrowedDatabase(
                    address.startsWith("jdbc:") ? address : "jdbc:" + address,
                    environment.getOrDefault("KANESH_DATABASE_USER", ""),
                    environment.getOrDefault("KANESH_DATABASE_PASSWORD", ""),
                    null);
        }
        String whenRoot = environment.getOrDefault("KANESH_DATABASE_SERVER_USER", "nobody");
        var serverUser = ServerUser.choose(whenRoot);
        var place = DatabasePlace.of(home, serverUser);
        var data = new DataDirectory(place.directory().resolve("data"), serverUser);
        var passwordFile = home.secrets().resolve("postgres.password");
        if (data.runningServer().isPresent()) {
            return new BorrowedDatabase(
                    "jdbc:postgresql://127.0.0.1:" + data.runningPort() + "/postgres",
                    DataDirectory.SUPERUSER,
                    PasswordFile.readOrMake(passwordFile),
                    null);
        }
        var server = LocalPostgres.start(new LocalPostgres.Settings(
                PostgresBinaries.unpack(place.directory()), data.path(), passwordFile, whenRoot, Map.of()));
        return new BorrowedDatabase(server.jdbcUrl("postgres"), server.username(), server.password(), server);
    }

    /** Deletes the database in this home, server files and all; no server may run on them. */
    public static void remove(KaneshHome home) throws IOException {
        if (isIn(home)) {
            var inHome = home.postgres();
            Trees.delete(inHome.toRealPath());
            Files.deleteIfExists(inHome);
        }
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
