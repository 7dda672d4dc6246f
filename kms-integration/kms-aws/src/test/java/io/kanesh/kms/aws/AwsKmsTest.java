package io.kanesh.kms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.WrappedKey;
import io.kanesh.kms.testkit.AwsKmsSimulator;
import io.kanesh.kms.testkit.KmsContract;
import io.kanesh.kms.testkit.KmsWorld;
import io.kanesh.kms.testkit.SimulatedKey;
import io.kanesh.kms.testkit.WireFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amazon's own client against the simulator. */
class AwsKmsTest extends KmsContract {

    AwsKmsTest() {
        super(new World());
    }

    private static final KeyReference PRIMARY =
            KeyReference.parse("arn:aws:kms:eu-central-1:123456789012:key/mrk-" + "3".repeat(32));
    private static final KeyReference REPLICA =
            KeyReference.parse("arn:aws:kms:eu-west-1:123456789012:key/mrk-" + "3".repeat(32));

    @TempDir
    Path folder;

    @Test
    void aNameThatNoOneKnowsIsAnOutage() {
        assertThat(describedAt("https://kms.invalid").faultClass()).isEqualTo(FaultClass.OUTAGE);
    }

    @Test
    void aServerWithoutATrustedCertificateIsAnOutageAndHearsNothing() throws Exception {
        var heard = new AtomicInteger();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.createContext("/", exchange -> heard.incrementAndGet());
        server.start();
        try {
            var fault = describedAt("https://localhost:" + server.getAddress().getPort());
            assertThat(fault.faultClass()).isEqualTo(FaultClass.OUTAGE);
            assertThat(fault).hasMessageContaining("certification path");
            assertThat(heard).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReplicaOpensWhileItsPrimaryIsOffAndTheOtherWayRound() {
        var context = EncryptionContext.of(Map.of("kanesh:node", "nd_1"));
        try (var simulator = new AwsKmsSimulator();
                var kms = KmsProvider.openFor(
                        PRIMARY, settings(simulator.address().toString()))) {
            var primary = simulator.createKey(PRIMARY.uri());
            var replica = simulator.createReplica(primary, REPLICA.uri());
            var wrapped = kms.generateDataKey(PRIMARY, context).wrapped();
            var inTheOtherRegion = new WrappedKey(REPLICA, "", wrapped.blob());
            primary.setState(KeyState.DISABLED);
            assertThat(kms.decrypt(inTheOtherRegion, context).secret().length()).isEqualTo(32);
            replica.setState(KeyState.PENDING_REPLICA_DELETION);
            primary.setState(KeyState.ENABLED);
            assertThat(kms.decrypt(wrapped, context).secret().length()).isEqualTo(32);
            var fault = catchThrowableOfType(KmsFault.class, () -> kms.decrypt(inTheOtherRegion, context));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.REVOKED);
        }
    }

    private static KmsFault describedAt(String endpoint) {
        try (var kms = KmsProvider.openFor(PRIMARY, settings(endpoint))) {
            return catchThrowableOfType(KmsFault.class, () -> kms.describe(PRIMARY));
        }
    }

    private static Map<String, String> settings(String endpoint) {
        return Map.of(
                "endpoint", endpoint, "accessKeyId", "AKIATEST", "secretAccessKey", "test", "deadlineMillis", "5000");
    }

    /** The JDK has no public way to make a certificate but its own tool. */
    private SSLContext selfSigned() throws Exception {
        var store = folder.resolve("server.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static final class World implements KmsWorld {
        private static final String PREFIX = "arn:aws:kms:eu-central-1:123456789012:key/";

        private final AwsKmsSimulator simulator = new AwsKmsSimulator();
        private final KeyReference key = KeyReference.parse(PREFIX + "11111111-1111-1111-1111-111111111111");
        private final KeyReference other = KeyReference.parse(PREFIX + "mrk-" + "2".repeat(32));
        private final SimulatedKey simulated = simulator.createKey(key.uri());
        private final Kms kms = KmsProvider.openFor(
                key,
                Map.of(
                        "endpoint",
                        simulator.address().toString(),
                        "accessKeyId",
                        "AKIATEST",
                        "secretAccessKey",
                        "test",
                        "deadlineMillis",
                        "2000"));

        World() {
            simulator.createKey(other.uri());
        }

        @Override
        public Kms kms() {
            return kms;
        }

        @Override
        public KeyReference key() {
            return key;
        }

        @Override
        public KeyReference otherKey() {
            return other;
        }

        @Override
        public KeyReference missingKey() {
            return KeyReference.parse(PREFIX + "99999999-9999-9999-9999-999999999999");
        }

        @Override
        public void setState(KeyState state) {
            simulated.setState(state);
        }

        @Override
        public void rotate() {
            simulated.rotate();
        }

        @Override
        public void permit(Set<String> operations) {
            simulated.permit(operations);
        }

        @Override
        public void fail(WireFault fault, int times) {
            simulator.fail(fault, times);
        }

        @Override
        public boolean knows(WireFault fault) {
            return fault != WireFault.CORRUPT_ANSWER;
        }

        @Override
        public int requests() {
            return simulator.requests();
        }

        @Override
        public void close() {
            kms.close();
            simulator.close();
        }
    }
}
