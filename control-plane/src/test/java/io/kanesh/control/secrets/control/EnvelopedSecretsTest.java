package io.kanesh.control.secrets.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kanesh.control.TestPostgres;
import io.kanesh.control.secrets.SecretsFault;
import io.kanesh.control.shared.KaneshHome;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The envelope around the installation's key, with a vault and with a KMS of somebody else. */
class EnvelopedSecretsTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);
    private static final KeyReference ELSEWHERE = KeyReference.parse("kanesh-local://elsewhere/one");

    private final MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
    private final KaneshHome home;

    @TempDir
    Path directory;

    EnvelopedSecretsTest(@TempDir Path directory) {
        home = new KaneshHome(directory);
    }

    private EnvelopedSecrets start() {
        return start(null, Map.of());
    }

    private EnvelopedSecrets start(@Nullable String key, Map<String, String> way) {
        var settings = new SecretsSettings(key, way, System.getProperty("java.class.path"), 60);
        return new EnvelopedSecrets(home, settings, store, InstantSource.system());
    }

    @Test
    void whatOneStartSealsTheNextOneOpens() throws Exception {
        EnvelopedSecrets first = start();
        String sealed = first.seal(SECRET, "a");

        EnvelopedSecrets next = start();
        assertThat(next.open(sealed, "a")).isEqualTo(SECRET);
        assertThat(next.derive("p", "c")).isEqualTo(first.derive("p", "c"));
        assertThat(next.masterKey()).isEqualTo("kanesh-local://control-plane/secrets");
        assertThat(home.secretsKeyName()).hasContent("kanesh-local://control-plane/secrets\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(OwnVault.folder(home))))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> next.open(sealed, "b")).isInstanceOf(IllegalStateException.class);
    }

    /** Control planes that share a home, at the first start of all: each must open what the others seal, now and later. */
    @Test
    void whoBeginsAtTheSameTimeGetsTheSameKey() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var started = threads.invokeAll(Collections.nCopies(4, (Callable<EnvelopedSecrets>) this::start));
            String sealed = started.get(0).get().seal(SECRET, "a");
            for (var one : started) {
                assertThat(one.get().open(sealed, "a")).isEqualTo(SECRET);
            }
            assertThat(start().open(sealed, "a")).isEqualTo(SECRET);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The row is in every copy of the database: it must be worth nothing without the vault. */
    @Test
    void theRowAloneOpensNothingAndNoOtherKeyIsMadeInItsPlace() throws Exception {
        start();
        var row = store.kept;
        TestPostgres.delete(OwnVault.folder(home));

        assertThatThrownBy(this::start)
                .isInstanceOf(SecretsFault.class)
                .hasMessageContaining("from your backup")
                .hasMessageContaining(OwnVault.folder(home).toString());
        assertThatThrownBy(this::start).isInstanceOf(SecretsFault.class);
        assertThat(store.kept).isEqualTo(row);
        assertThat(Files.readString(OwnVault.folder(home).resolve("vault.json")))
                .doesNotContain("control-plane/secrets");
    }

    /** Copied from one place, sealed by a build that kept its key in a file. */
    @Test
    void aKeyThatWasAFileGoesOnInItsEnvelopeAndTheFileIsGone() throws Exception {
        Path file = home.secrets().resolve("master.key");
        Files.createDirectories(home.secrets());
        Files.writeString(file, "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");

        EnvelopedSecrets secrets = start();

        assertThat(secrets.open("VsDS8r7dvcGUxvlHdZgkhTNeJxaoVrrgEVt9m5P5K27fEr76pgZYFCQ0ChjhvoA=", "a"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("before the envelope");
        assertThat(secrets.derive("p", "c")).isEqualTo("WVH9z6oiotnzBC0Pyz6jlzcR7OxoeME5uTClzccSsoU");
        assertThat(file).doesNotExist();
        assertThat(start().derive("p", "c")).isEqualTo(secrets.derive("p", "c"));
    }

    @Test
    void aBrokenOrForeignFileIsLeftAndSaid() throws Exception {
        Path file = home.secrets().resolve("master.key");
        Files.createDirectories(home.secrets());
        Files.writeString(file, "half a k");
        assertThatThrownBy(this::start).isInstanceOf(SecretsFault.class).hasMessageContaining("does not hold 32 bytes");
        assertThat(file).hasContent("half a k");

        Files.delete(file);
        start();
        Files.writeString(file, "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        assertThatThrownBy(this::start).isInstanceOf(SecretsFault.class).hasMessageContaining("Move it away");
        assertThat(file).exists();
    }

    @Test
    void anotherMasterKeyTakesOverAndTheFormerOneIsNotNeededAnyMore() throws Exception {
        String sealed = start().seal(SECRET, "a");
        try (var elsewhere = kmsElsewhere()) {
            Map<String, String> way = way(elsewhere);
            assertThat(start(ELSEWHERE.uri(), way).open(sealed, "a")).isEqualTo(SECRET);
            assertThat(Objects.requireNonNull(store.kept).key()).isEqualTo(ELSEWHERE);

            TestPostgres.delete(OwnVault.folder(home));
            assertThat(start(ELSEWHERE.uri(), way).open(sealed, "a")).isEqualTo(SECRET);
            LocalKmsAdmin.of(elsewhere.address(), directory.resolve("elsewhere"))
                    .setState(ELSEWHERE, KeyState.DISABLED);
            assertThatThrownBy(() -> start(ELSEWHERE.uri(), way))
                    .isInstanceOf(SecretsFault.class)
                    .hasMessageContaining("right to use the key again");
        }
    }

    @Test
    void aMasterKeyThatIsNoneIsSaid() {
        assertThatThrownBy(() -> start("alias/mine", Map.of()))
                .isInstanceOf(SecretsFault.class)
                .hasMessageContaining("KANESH_SECRETS_KEY")
                .hasMessageContaining("alias");
        assertThatThrownBy(() -> start(ELSEWHERE.uri(), Map.of()))
                .isInstanceOf(SecretsFault.class)
                .hasMessageContaining("kanesh.secrets.settings");
        assertThat(store.kept).isNull();
    }

    @Test
    void settingsAreKnownWhateverTheirLetters() {
        var given = Map.of("ROLEARN", "arn:aws:iam::111122223333:role/kanesh", "deadlinemillis", "5000");
        assertThat(new SecretsSettings(null, given, "", 60).settings()).containsOnlyKeys("roleArn", "deadlineMillis");
        assertThatThrownBy(() -> new SecretsSettings(null, Map.of("endpont", "x"), "", 60))
                .hasMessageContaining("'endpont'")
                .hasMessageContaining("endpoint");
    }

    private LocalKmsServer kmsElsewhere() throws IOException {
        Path folder = directory.resolve("elsewhere");
        var server = LocalKmsServer.start(folder, 0, InstantSource.system(), new SecureRandom());
        var admin = LocalKmsAdmin.of(server.address(), folder);
        admin.createKey(ELSEWHERE);
        admin.setGrants(ELSEWHERE, List.of(new Grant("installation", Grant.ALL, InstallationKey.CONTEXT.entries())));
        return server;
    }

    private Map<String, String> way(LocalKmsServer server) throws IOException {
        var admin = LocalKmsAdmin.of(server.address(), directory.resolve("elsewhere"));
        return Map.of(
                "address",
                server.address().toString(),
                "principal",
                "installation",
                "secret",
                admin.createIdentity("installation"));
    }
}
