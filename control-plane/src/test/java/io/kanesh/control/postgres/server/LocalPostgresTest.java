package io.kanesh.control.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kanesh.control.TestPostgres;
import io.kanesh.control.postgres.PostgresFault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher with a real server, as whoever runs the tests. */
class LocalPostgresTest {
    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("kanesh-launcher");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void removeHome() {
        TestPostgres.delete(home);
    }

    static LocalPostgres.Settings settings(Path home) throws IOException {
        return new LocalPostgres.Settings(
                PostgresBinaries.unpack(TestPostgres.binariesDirectory()),
                home.resolve("data"),
                home.resolve("password"),
                "nobody",
                Map.of());
    }

    private static Connection connect(LocalPostgres server, String password) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), password);
    }

    private static String ask(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, server.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void isDurableAndAsksForThePassword() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SELECT substr(rolpassword, 1, 13) FROM pg_authid WHERE rolname = 'kanesh'"))
                    .isEqualTo("SCRAM-SHA-256");
            assertThatThrownBy(() -> connect(server, "wrong")).hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            String owner = Files.getOwner(Path.of("/proc", Long.toString(server.pid())))
                    .getName();
            assertThat(owner).isNotEqualTo("root");
        }
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            tell(server, "CREATE TABLE kept (value text)");
            tell(server, "INSERT INTO kept VALUES ('still here')");
        }
        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            assertThat(ask(server, "SELECT value FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void refusesAnotherMajorVersionsFilesAndLeavesThem() throws Exception {
        LocalPostgres.start(settings(home)).close();
        Path version = home.resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");

        assertThatThrownBy(() -> LocalPostgres.start(settings(home)))
                .isInstanceOf(PostgresFault.class)
                .hasMessageContaining("was made by PostgreSQL 17")
                .hasMessageContaining("KANESH_DATABASE_URL");
        assertThat(version).hasContent("17");
    }

    @Test
    void throwsAwayAHalfMadeDatabase() throws Exception {
        Files.createDirectories(home.resolve("data.unfinished/base"));
        Files.writeString(home.resolve("data.unfinished/junk"), "from a killed initdb");

        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void endsWithAKilledParentAndStartsAgain() throws Exception {
        Process parent = launchInAnotherProcess();
        long server = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle handle = ProcessHandle.of(server).orElseThrow();

        parent.destroyForcibly();

        handle.onExit().get(20, TimeUnit.SECONDS);
        try (LocalPostgres again = LocalPostgres.start(settings(home))) {
            assertThat(ask(again, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void theSecondControlPlaneOfAHomeJoinsTheServerAndHasItWhenTheFirstIsKilled() throws Exception {
        Process first = launchInAnotherProcess();
        long server = Long.parseLong(first.inputReader().readLine());
        try (LocalPostgres joined = LocalPostgres.start(settings(home))) {
            assertThat(joined.pid()).isEqualTo(server);
            tell(joined, "CREATE TABLE kept (value text)");
            tell(joined, "INSERT INTO kept VALUES ('of both')");
            String address = joined.jdbcUrl("postgres");

            first.destroyForcibly();

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> joined.pid() != server
                            && ask(joined, "SELECT value FROM kept").equals("of both"));
            assertThat(joined.jdbcUrl("postgres")).isEqualTo(address);
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void whoOnlyJoinedLeavesTheServerToTheOther() throws Exception {
        try (LocalPostgres first = LocalPostgres.start(settings(home))) {
            LocalPostgres joined = LocalPostgres.start(settings(home));
            assertThat(joined.pid()).isEqualTo(first.pid());
            joined.close();
            assertThat(ask(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void comesBackByItselfWithItsDataAndItsAddress() throws Exception {
        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            String address = server.jdbcUrl("postgres");
            tell(server, "CREATE TABLE kept (value text)");
            tell(server, "INSERT INTO kept VALUES ('committed')");
            long killed = server.pid();

            DataDirectory.signal(killed, "KILL");
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() ->
                            assertThat(ask(server, "SELECT value FROM kept")).isEqualTo("committed"));

            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(server.jdbcUrl("postgres")).isEqualTo(address);
        }
    }

    @Test
    void doesNotComeBackWhenItIsClosed() throws Exception {
        LocalPostgres server = LocalPostgres.start(settings(home));
        ProcessHandle running = ProcessHandle.of(server.pid()).orElseThrow();
        server.close();

        assertThat(running.isAlive()).isFalse();
        assertThat(server.pid()).isEqualTo(running.pid());
        LocalPostgres.start(settings(home)).close();
    }

    @Test
    void stopsALiveLeftoverFirst() throws Exception {
        LocalPostgres.start(settings(home)).close();
        var user = ServerUser.choose("nobody");
        var command = user.command(
                false,
                settings(home).binaries().program("postgres"),
                java.util.List.of(
                        "-D",
                        home.resolve("data").toString(),
                        "-p",
                        freePort(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="));
        Process orphan = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = orphan.inputReader();
        assertThat(lines.lines().anyMatch(line -> line.contains("ready to accept")))
                .isTrue();

        try (LocalPostgres server = LocalPostgres.start(settings(home))) {
            assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private Process launchInAnotherProcess() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launched.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Main class of the process that is killed: prints the server's pid and waits. */
    static final class Launched {
        public static void main(String[] arguments) throws Exception {
            // Its log goes to standard output, which is how it answers.
            System.setProperty("logging.level.root", "off");
            org.slf4j.Logger root = org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            ((ch.qos.logback.classic.Logger) root).setLevel(ch.qos.logback.classic.Level.OFF);
            LocalPostgres server = LocalPostgres.start(settings(Path.of(arguments[0])));
            System.out.println(server.pid());
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
