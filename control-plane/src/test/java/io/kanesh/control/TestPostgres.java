package io.kanesh.control;

import io.kanesh.control.postgres.server.LocalPostgres;
import io.kanesh.control.postgres.server.PostgresBinaries;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One real PostgreSQL per test JVM, started by our own launcher; a fresh database for whoever asks. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** Holds the server; started by the first who asks, stopped and deleted with the JVM. */
    private static final class Holder {
        static final LocalPostgres SERVER = start();

        private static LocalPostgres start() {
            try {
                Path home = Files.createTempDirectory("kanesh-test-postgres");
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
                // No test of features asks whether data survives a power cut, and syncing would be most of its time.
                LocalPostgres server = LocalPostgres.start(new LocalPostgres.Settings(
                        PostgresBinaries.unpack(binariesDirectory()),
                        home.resolve("data"),
                        home.resolve("password"),
                        "nobody",
                        Map.of(
                                "fsync", "off",
                                "synchronous_commit", "off",
                                "full_page_writes", "off",
                                // Every context of the tests has a pool of its own.
                                "max_connections", "200")));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(home);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where the unpacked binaries are kept from run to run; reachable for the server's user. */
    public static Path binariesDirectory() throws IOException {
        Path directory = Path.of(
                System.getProperty("java.io.tmpdir"), "kanesh-test-binaries-" + System.getProperty("user.name"));
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        return directory;
    }

    /** Address of a database that nobody used before. */
    public static Database freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(
                        Holder.SERVER.jdbcUrl("postgres"), Holder.SERVER.username(), Holder.SERVER.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(Holder.SERVER.jdbcUrl(name), Holder.SERVER.username(), Holder.SERVER.password());
    }

    /** How to reach a database. */
    public record Database(String url, String user, String password) {}

    /** Deletes a tree. */
    public static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, @org.jspecify.annotations.Nullable IOException fault) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a Spring context a database and a home of its own. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                Database database = freshDatabase();
                Path home = Files.createTempDirectory("kanesh-test-home");
                // In this process: these tests make no processes of the installation.
                var kms = LocalKmsServer.start(home.resolve("kms"), 0, InstantSource.system(), new SecureRandom());
                Runtime.getRuntime().addShutdownHook(new Thread(kms::close));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
                TestPropertyValues.of(
                                "kanesh.home=" + home,
                                "kanesh.keys.probe-class-path=" + System.getProperty("java.class.path"),
                                "kanesh.keys.aws-account=111122223333",
                                "kanesh.keys.google-project=kanesh-test",
                                "kanesh.database.url=" + database.url(),
                                "kanesh.database.user=" + database.user(),
                                "kanesh.database.password=" + database.password())
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
