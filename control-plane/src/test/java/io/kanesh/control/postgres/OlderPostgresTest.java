package io.kanesh.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlane;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.postgres.server.LocalPostgres;
import io.kanesh.control.postgres.server.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The oldest server that we promise to run on, as one's own server: the distribution's (PostgreSQL 15 on Debian 12). Its
 * package is part of what {@code ./kanesh test} installs.
 */
class OlderPostgresTest {
    private static final Path DISTRIBUTION = Path.of("/usr/lib/postgresql");
    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("kanesh-older-postgres");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void removeHome() {
        TestPostgres.delete(home);
    }

    private static Optional<Path> oldest() throws IOException {
        if (!Files.isDirectory(DISTRIBUTION)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DISTRIBUTION)) {
            return versions.filter(path -> path.getFileName().toString().matches("1[5-8]"))
                    .filter(path -> Files.isExecutable(path.resolve("bin/postgres")))
                    .min(Comparator.naturalOrder());
        }
    }

    @Test
    void theControlPlaneRunsOnTheDistributionsServer() throws Exception {
        Optional<Path> programs = oldest();
        if (programs.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(
                    "The server programs of PostgreSQL 15 are not installed, and this build must test on"
                            + " them. Install them: apt-get install postgresql");
        }
        assumeThat(programs)
                .as("no PostgreSQL of the distribution; install it with: apt-get install postgresql")
                .isPresent();
        try (LocalPostgres server = LocalPostgres.start(new LocalPostgres.Settings(
                new PostgresBinaries(programs.orElseThrow()),
                home.resolve("data"),
                home.resolve("password"),
                "nobody",
                Map.of("fsync", "off")))) {
            String url = server.jdbcUrl("postgres");
            try (var context = new SpringApplicationBuilder(ControlPlane.class)
                    .run(
                            "--kanesh.home=" + home.resolve("home"),
                            "--kanesh.port=0",
                            "--kanesh.agent-port=0",
                            "--kanesh.admin-token=" + ControlPlaneTest.ADMIN_TOKEN,
                            "--kanesh.database.url=" + url.replace("jdbc:", ""),
                            "--kanesh.database.user=" + server.username(),
                            "--kanesh.database.password=" + server.password())) {
                int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
                Api owner = Api.owner(port);
                assertThat(owner.with("Idempotency-Key", "once")
                                .post("/api/v1/projects", "{\"name\":\"older\"}")
                                .status())
                        .isEqualTo(201);
                assertThat(owner.get("/api/v1/projects").text()).contains("default", "older");
            }
            assertThat(Schema.describe(url, server.username(), server.password()))
                    .isEqualTo(Files.readString(SchemaTest.GOLDEN));
        }
    }
}
