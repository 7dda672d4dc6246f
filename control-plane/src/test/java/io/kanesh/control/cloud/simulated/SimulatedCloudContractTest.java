package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.CloudProviderContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The simulated cloud keeps what every cloud promises. */
class SimulatedCloudContractTest extends CloudProviderContract {
    private final SimulatedCloud cloud;

    SimulatedCloudContractTest(@TempDir Path directory) {
        cloud = new SimulatedCloud(directory, 50, Clock.systemUTC(), new SplittableRandom(7)).started();
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Override
    protected CloudProvider provider() {
        return cloud;
    }

    @Override
    protected String region() {
        return "sim-1";
    }

    @Override
    protected String instanceType() {
        return "sim.small";
    }
}
