package io.kanesh.control.postgres.hints;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.kanesh.control.Api;
import io.kanesh.control.ControlPlane;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.postgres.server.LocalPostgres;
import io.kanesh.control.postgres.server.PostgresBinaries;
import io.kanesh.control.secrets.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two control planes with homes of their own on one database of our own launcher. The first executes nothing and the second never
 * looks by itself, so that only a hint can bring a run from one to the other.
 */
public record TwoControlPlanes(
        Path directory,
        LocalPostgres postgres,
        ConfigurableApplicationContext first,
        ConfigurableApplicationContext second)
        implements AutoCloseable {

    public static TwoControlPlanes start() throws IOException {
        Path directory = Files.createTempDirectory("kanesh-two");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var postgres = LocalPostgres.start(new LocalPostgres.Settings(
                PostgresBinaries.unpack(TestPostgres.binariesDirectory()),
                directory.resolve("data"),
                directory.resolve("password"),
                "nobody",
                Map.of()));
        var first = controlPlane(directory.resolve("first"), postgres, "200ms");
        first.getBean(Scheduler.class).pause();
        TestSecrets.share(directory.resolve("first"), directory.resolve("second"));
        return new TwoControlPlanes(
                directory, postgres, first, controlPlane(directory.resolve("second"), postgres, "1h"));
    }

    private static ConfigurableApplicationContext controlPlane(Path home, LocalPostgres postgres, String looksEvery) {
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--kanesh.port=0",
                        "--server.port=0",
                        "--kanesh.agent-port=0",
                        "--kanesh.home=" + home,
                        "--kanesh.local.agent-home=target/no-machine-image",
                        "--kanesh.admin-token=" + ControlPlaneTest.ADMIN_TOKEN,
                        "--kanesh.database.url=" + postgres.jdbcUrl("postgres"),
                        "--kanesh.database.user=" + postgres.username(),
                        "--kanesh.database.password=" + postgres.password(),
                        "--db-scheduler.polling-interval=" + looksEvery);
    }

    /** As an owner, at one of the two. */
    public Api api(ConfigurableApplicationContext one) {
        return Api.owner(Integer.parseInt(one.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @Override
    public void close() {
        second.close();
        first.close();
        postgres.close();
        TestPostgres.delete(directory);
    }
}
