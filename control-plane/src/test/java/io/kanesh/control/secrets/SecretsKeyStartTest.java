package io.kanesh.control.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.Api;
import io.kanesh.control.ControlPlane;
import io.kanesh.control.ControlPlaneTest;
import io.kanesh.control.TestPostgres;
import io.kanesh.control.TestPostgres.Database;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole control planes of one installation, started with {@code KANESH_SECRETS_KEY}: a key that cannot be used, and the right one. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsKeyStartTest {
    private static final KeyReference RIGHT = KeyReference.parse("kanesh-local://elsewhere/right");
    private static final KeyReference WRONG = KeyReference.parse("kanesh-local://elsewhere/wrong");
    private static final String PURPOSE = "kanesh:purpose";

    private final Path directory;
    private final LocalKmsServer server;
    private final LocalKmsAdmin admin;
    private final Database database = TestPostgres.freshDatabase();

    SecretsKeyStartTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        server = LocalKmsServer.start(directory.resolve("kms"), 0, InstantSource.system(), new SecureRandom());
        admin = LocalKmsAdmin.of(server.address(), directory.resolve("kms"));
        admin.createKey(RIGHT);
        var context = Map.of(PURPOSE, "secrets of the control plane");
        admin.setGrants(RIGHT, List.of(new Grant("installation", Grant.ALL, context)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aKeyThatCannotBeUsedIsRefusedWithASentenceAndTheRightOneWorks(CapturedOutput said) {
        assertThatThrownBy(() -> start(WRONG)).hasRootCauseInstanceOf(io.kanesh.kms.KmsFault.class);
        assertThat(said)
                .contains("The secrets of this installation are sealed under a key that " + WRONG.uri() + " wraps")
                .contains("Give the control plane's identity the right to use the key again.")
                .doesNotContain("\tat io.kanesh");

        try (var context = start(RIGHT)) {
            assertThat(context.getBean(InstallationSecrets.class).masterKey()).isEqualTo(RIGHT.uri());
            int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
            assertThat(Api.owner(port).get("/api/v1/projects").status()).isEqualTo(200);
        }

        admin.setState(RIGHT, KeyState.DISABLED);
        assertThatThrownBy(() -> start(RIGHT)).hasRootCauseInstanceOf(io.kanesh.kms.KmsFault.class);
        assertThat(said).contains("a key that " + RIGHT.uri() + " wraps").containsIgnoringCase("disabled");
    }

    private ConfigurableApplicationContext start(KeyReference key) {
        return new SpringApplicationBuilder(ControlPlane.class)
                .run(
                        "--server.port=0",
                        "--kanesh.port=0",
                        "--kanesh.agent-port=0",
                        "--kanesh.local.agent-home=target/no-machine-image",
                        "--kanesh.home=" + directory.resolve("home"),
                        "--kanesh.admin-token=" + ControlPlaneTest.ADMIN_TOKEN,
                        "--kanesh.database.url=" + database.url(),
                        "--kanesh.database.user=" + database.user(),
                        "--kanesh.database.password=" + database.password(),
                        "--kanesh.secrets.key=" + key.uri(),
                        "--kanesh.secrets.class-path=" + System.getProperty("java.class.path"),
                        "--kanesh.secrets.settings.address=" + server.address(),
                        "--kanesh.secrets.settings.principal=installation",
                        "--kanesh.secrets.settings.secret=" + admin.createIdentity("installation"));
    }
}
