package io.kanesh.kms.aws;

import io.kanesh.kms.KeyReference;
import io.kanesh.kms.KeyState;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.testkit.AwsKmsSimulator;
import io.kanesh.kms.testkit.KmsContract;
import io.kanesh.kms.testkit.KmsWorld;
import io.kanesh.kms.testkit.SimulatedKey;
import io.kanesh.kms.testkit.WireFault;
import java.util.Map;
import java.util.Set;

/** Amazon's own client against the simulator. */
class AwsKmsTest extends KmsContract {

    AwsKmsTest() {
        super(new World());
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
