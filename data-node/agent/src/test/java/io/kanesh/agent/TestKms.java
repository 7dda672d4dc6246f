package io.kanesh.agent;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.Algorithm;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.agent.api.Encryption.KmsKind;
import io.kanesh.agent.api.Encryption.LeaseTerms;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.local.Fault;
import io.kanesh.kms.local.Grant;
import io.kanesh.kms.local.LocalKmsAdmin;
import io.kanesh.kms.local.LocalKmsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One local KMS for all tests of this process, with two keys and the node's identity. */
final class TestKms {
    static final String KEY = "kanesh-local://local-1/orders";
    static final String OTHER_KEY = "kanesh-local://local-1/orders-2";
    /** So short that a test sees a whole life of a lease; a real one has minutes and hours. */
    private static final LeaseTerms SHORT = new LeaseTerms(400L, 200L, 4000L, 300L, 300L);

    private static final TestKms SHARED = started();

    private final LocalKmsServer server;
    private final LocalKmsAdmin admin;
    private final String secret;

    private TestKms() throws IOException {
        var home = Files.createTempDirectory("kms");
        server = LocalKmsServer.start(home, 0, InstantSource.system(), new SecureRandom());
        admin = LocalKmsAdmin.of(server.address(), home);
        secret = admin.createIdentity("nd_1");
        for (var key : new String[] {KEY, OTHER_KEY}) {
            admin.createKey(KeyReference.parse(key));
            var grant = new Grant("nd_1", Grant.ALL, Map.of("kanesh:project", "prj_1", "kanesh:cluster", "cl_1"));
            admin.setGrants(KeyReference.parse(key), List.of(grant));
        }
    }

    private static TestKms started() {
        try {
            return new TestKms();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With every key enabled and no fault. */
    static TestKms fresh() {
        SHARED.admin.clearFaults();
        SHARED.enable(KEY);
        SHARED.enable(OTHER_KEY);
        return SHARED;
    }

    static Encryption encryption() {
        var key = new KeyAccess(
                KEY,
                KmsKind.LOCAL,
                Map.of("address", SHARED.server.address().toString(), "principal", "nd_1", "secret", SHARED.secret));
        return new Encryption(key, null, Algorithm.AES_128, "prj_1", "dc1", 900, SHORT, 0, 0, false, null);
    }

    /** The same, with some of it changed. */
    static Encryption encryption(UnaryOperator<Draft> change) {
        return change.apply(new Draft(KEY, 0, false, null)).encryption();
    }

    record Draft(
            String key,
            long nodeKeyGeneration,
            boolean locked,
            Encryption.@org.jspecify.annotations.Nullable Drill drill) {
        Draft under(String other) {
            return new Draft(other, nodeKeyGeneration, locked, drill);
        }

        Draft renewed(long generation) {
            return new Draft(key, generation, locked, drill);
        }

        Draft lock() {
            return new Draft(key, nodeKeyGeneration, true, drill);
        }

        Draft rehearsing(Encryption.Drill other) {
            return new Draft(key, nodeKeyGeneration, locked, other);
        }

        Encryption encryption() {
            var usual = TestKms.encryption();
            var access = new KeyAccess(key, KmsKind.LOCAL, usual.key().settings());
            return new Encryption(
                    access,
                    null,
                    usual.algorithm(),
                    usual.projectId(),
                    usual.dataCenter(),
                    usual.graceSeconds(),
                    usual.leaseTerms(),
                    nodeKeyGeneration,
                    0,
                    locked,
                    drill);
        }
    }

    void disable(String key) {
        admin.setState(KeyReference.parse(key), KeyState.DISABLED);
    }

    void enable(String key) {
        admin.setState(KeyReference.parse(key), KeyState.ENABLED);
    }

    void unreachable() {
        admin.addFault(new Fault("*", Fault.Kind.DROP, -1, 0));
    }

    void reachable() {
        admin.clearFaults();
    }

    void rotate() {
        admin.rotate(KeyReference.parse(KEY));
    }
}
