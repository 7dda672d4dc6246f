package io.kanesh.kms.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKmsServerTest {

    private static final KeyReference EAST = KeyReference.parse("kanesh-local://east/orders");
    private static final KeyReference WEST = KeyReference.parse("kanesh-local://west/orders");
    private static final EncryptionContext OURS = EncryptionContext.of(Map.of("kanesh:project", "prj_1"));

    private final Path home;
    private LocalKmsServer server;
    private LocalKmsAdmin admin;

    LocalKmsServerTest(@TempDir Path home) throws IOException {
        this.home = home;
        server = LocalKmsServer.start(home, 0, InstantSource.system(), new SecureRandom());
        admin = LocalKmsAdmin.of(server.address(), home);
    }

    @BeforeEach
    void twoRegions() {
        for (var key : List.of(EAST, WEST)) {
            admin.createKey(key);
            admin.setGrants(key, List.of(new Grant("node/*", Grant.ALL, OURS.entries())));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keysSurviveARestart() throws IOException {
        var secret = admin.createIdentity("node/1");
        var wrapped = client("node/1", secret).generateDataKey(EAST, OURS).wrapped();
        server.close();
        server = LocalKmsServer.start(home, 0, InstantSource.system(), new SecureRandom());
        assertThat(client("node/1", secret).decrypt(wrapped, OURS).secret().length())
                .isEqualTo(32);
        admin = LocalKmsAdmin.of(server.address(), home);
        assertThatThrownBy(() -> admin.createKey(EAST)).hasMessageContaining("exists");
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        for (var name : List.of("vault.json", "admin.secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void everyCallerIsAnIdentity() {
        var node = admin.createIdentity("node/1");
        assertThat(fault("node/1", "wrong", OURS).faultClass()).isEqualTo(FaultClass.OURS);
        assertThat(fault("node/2", node, OURS).faultClass()).isEqualTo(FaultClass.OURS);
        var stranger = admin.createIdentity("stranger");
        assertThat(fault("stranger", stranger, OURS).faultClass()).isEqualTo(FaultClass.REVOKED);
        admin.deleteIdentity("node/1");
        assertThat(fault("node/1", node, OURS).faultClass()).isEqualTo(FaultClass.OURS);
        assertThatThrownBy(() -> new LocalKmsAdmin(server.address(), "wrong").rotate(EAST))
                .hasMessageContaining("Wrong admin secret");
    }

    @Test
    void aGrantMayAskForAContext() {
        var secret = admin.createIdentity("node/1");
        var foreign = EncryptionContext.of(Map.of("kanesh:project", "prj_2"));
        assertThat(fault("node/1", secret, foreign).faultClass()).isEqualTo(FaultClass.REVOKED);
        assertThat(client("node/1", secret).generateDataKey(EAST, OURS).secret().length())
                .isEqualTo(32);
    }

    @Test
    void regionsFailApart() {
        var kms = client("node/1", admin.createIdentity("node/1"));
        admin.addFault(new Fault("east", Fault.Kind.DROP, -1, 0));
        assertThat(catchThrowableOfType(KmsFault.class, () -> kms.generateDataKey(EAST, OURS))
                        .faultClass())
                .isEqualTo(FaultClass.OUTAGE);
        assertThat(kms.generateDataKey(WEST, OURS).secret().length()).isEqualTo(32);
        admin.clearFaults();
        assertThat(kms.generateDataKey(EAST, OURS).secret().length()).isEqualTo(32);
        admin.setState(EAST, KeyState.DISABLED);
        assertThat(catchThrowableOfType(KmsFault.class, () -> kms.generateDataKey(EAST, OURS))
                        .faultClass())
                .isEqualTo(FaultClass.REVOKED);
        assertThat(kms.generateDataKey(WEST, OURS).secret().length()).isEqualTo(32);
    }

    @Test
    void aDestroyedKeyNeverComesBack() {
        var kms = client("node/1", admin.createIdentity("node/1"));
        var wrapped = kms.generateDataKey(EAST, OURS).wrapped();
        admin.setState(EAST, KeyState.DESTROYED);
        admin.setState(EAST, KeyState.ENABLED);
        assertThat(catchThrowableOfType(KmsFault.class, () -> kms.decrypt(wrapped, OURS))
                        .faultClass())
                .isEqualTo(FaultClass.TAMPER);
    }

    @Test
    void aSlowAnswerIsStillAnAnswer() {
        var kms = client("node/1", admin.createIdentity("node/1"));
        admin.addFault(new Fault("*", Fault.Kind.SLOW, 1, 50));
        assertThat(kms.describe(EAST).state()).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void everyAccessIsALineWithItsOutcomeAndNoSecret() throws IOException {
        var secret = admin.createIdentity("node/1");
        client("node/1", secret).generateDataKey(EAST, OURS);
        admin.setGrants(EAST, List.of());
        assertThat(fault("node/1", secret, OURS).code()).isEqualTo("AccessDenied");
        assertThat(admin.accesses()).hasSize(2);
        assertThat(admin.accesses().get(0)).contains("node/1", EAST.uri(), "generate", "OK");
        assertThat(admin.accesses().get(1)).contains("AccessDenied");
        assertThat(Files.readString(home.resolve("accesses.log"))).doesNotContain(secret);
        assertThat(Files.readString(home.resolve("vault.json"))).doesNotContain(secret);
    }

    @Test
    void nobodyAtHomeIsAnOutage() {
        var kms = new LocalKms(URI.create("http://127.0.0.1:1"), "node/1", "x", Duration.ofSeconds(2));
        assertThat(catchThrowableOfType(KmsFault.class, () -> kms.describe(EAST))
                        .faultClass())
                .isEqualTo(FaultClass.OUTAGE);
    }

    private KmsFault fault(String principal, String secret, EncryptionContext context) {
        return catchThrowableOfType(
                KmsFault.class, () -> client(principal, secret).generateDataKey(EAST, context));
    }

    private Kms client(String principal, String secret) {
        return new LocalKms(server.address(), principal, secret, Duration.ofSeconds(5));
    }
}
