package io.kanesh.kms.local;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.testkit.KmsContract;
import io.kanesh.kms.testkit.KmsWorld;
import io.kanesh.kms.testkit.WireFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The local KMS over its own wire. */
class LocalKmsTest extends KmsContract {

    LocalKmsTest(@TempDir Path home) {
        super(new World(home));
    }

    private static final class World implements KmsWorld {
        private static final Map<WireFault, Fault.Kind> FAULTS = Map.of(
                WireFault.THROTTLE, Fault.Kind.THROTTLE,
                WireFault.SERVER_ERROR, Fault.Kind.ERROR,
                WireFault.DROP, Fault.Kind.DROP,
                WireFault.HANG, Fault.Kind.HANG,
                WireFault.HALF_BODY, Fault.Kind.HALF,
                WireFault.UNKNOWN_CODE, Fault.Kind.UNCLEAR,
                WireFault.EXPIRED_TOKEN, Fault.Kind.EXPIRED);

        private final LocalKmsServer server;
        private final LocalKmsAdmin admin;
        private final KeyReference key = KeyReference.parse("kanesh-local://here/one");
        private final KeyReference other = KeyReference.parse("kanesh-local://here/two");
        private final Kms kms;

        World(Path home) {
            try {
                server = LocalKmsServer.start(home, 0, InstantSource.system(), new SecureRandom());
                admin = LocalKmsAdmin.of(server.address(), home);
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
            admin.createKey(key);
            admin.createKey(other);
            permit(Grant.ALL);
            admin.setGrants(other, List.of(new Grant("node/*", Grant.ALL, Map.of())));
            kms = KmsProvider.openFor(
                    key,
                    Map.of(
                            "address",
                            server.address().toString(),
                            "principal",
                            "node/nd_1",
                            "secret",
                            admin.createIdentity("node/nd_1"),
                            "deadlineMillis",
                            "2000"));
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
            return KeyReference.parse("kanesh-local://here/missing");
        }

        @Override
        public void setState(KeyState state) {
            admin.setState(key, state);
        }

        @Override
        public void rotate() {
            admin.rotate(key);
        }

        @Override
        public void permit(Set<String> operations) {
            admin.setGrants(key, List.of(new Grant("node/nd_1", operations, Map.of())));
        }

        @Override
        public void fail(WireFault fault, int times) {
            admin.clearFaults();
            var kind = FAULTS.get(fault);
            if (times > 0 && kind != null) {
                admin.addFault(new Fault("here", kind, times, 0));
            }
        }

        @Override
        public boolean knows(WireFault fault) {
            return FAULTS.containsKey(fault);
        }

        @Override
        public int requests() {
            return server.lastAccesses().size();
        }

        @Override
        public void close() {
            kms.close();
            server.close();
        }
    }
}
