package io.kanesh.kms.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.testkit.GoogleKmsSimulator;
import io.kanesh.kms.testkit.KmsContract;
import io.kanesh.kms.testkit.KmsWorld;
import io.kanesh.kms.testkit.SimulatedKey;
import io.kanesh.kms.testkit.WireFault;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Google's own client against the simulator. */
class GoogleKmsTest extends KmsContract {

    GoogleKmsTest() {
        super(new World());
    }

    @Test
    void aNameThatNoOneKnowsIsAnOutage() {
        var key = KeyReference.parse("projects/p/locations/europe-west3/keyRings/r/cryptoKeys/one");
        try (var kms = KmsProvider.openFor(
                key, Map.of("endpoint", "kms.invalid:443", "accessToken", "any", "deadlineMillis", "2000"))) {
            var fault = catchThrowableOfType(KmsFault.class, () -> kms.describe(key));
            assertThat(fault.faultClass()).isEqualTo(FaultClass.OUTAGE);
        }
    }

    private static final class World implements KmsWorld {
        private static final String PREFIX = "projects/acme/locations/europe-west3/keyRings/data/cryptoKeys/";

        private final GoogleKmsSimulator simulator = new GoogleKmsSimulator();
        private final KeyReference key = KeyReference.parse(PREFIX + "one");
        private final KeyReference other = KeyReference.parse(PREFIX + "two");
        private final SimulatedKey simulated = simulator.createKey(key.uri());
        private final Kms kms =
                KmsProvider.openFor(key, Map.of("plaintextEndpoint", simulator.target(), "deadlineMillis", "2000"));

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
            return KeyReference.parse(PREFIX + "missing");
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
            // Google knows neither data keys nor re-encryption.
            var known = new HashSet<>(operations);
            known.retainAll(Set.of("encrypt", "decrypt", "describe"));
            simulated.permit(known);
        }

        @Override
        public void fail(WireFault fault, int times) {
            simulator.fail(fault, times);
        }

        @Override
        public boolean knows(WireFault fault) {
            return fault != WireFault.WRONG_PLAINTEXT_LENGTH && fault != WireFault.HALF_BODY;
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
