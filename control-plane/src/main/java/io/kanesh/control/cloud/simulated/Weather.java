package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.CloudFault.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in the simulated cloud, and how fast its time passes.
 *
 * @param speed seconds of simulated time in one second, 0.1 to 1000
 * @param failingCallsPercent of the cloud's calls that fail and may be repeated
 * @param throttledCallsPercent of the cloud's calls that are refused for a second
 * @param slowMachinesPercent of the machines launched from now on that take 20 times as long to start
 * @param deadMachinesPercent of the machines launched from now on that never start
 * @param machinesPerZone how many machines a zone has room for; null for any number
 */
public record Weather(
        double speed,
        int failingCallsPercent,
        int throttledCallsPercent,
        int slowMachinesPercent,
        int deadMachinesPercent,
        @Nullable Integer machinesPerZone) {
    static final int SLOWER = 20;

    /** Nothing goes wrong. */
    public static Weather fair(double speed) {
        return new Weather(speed, 0, 0, 0, 0, null);
    }

    /** May throw what this call runs into. */
    void upset(RandomGenerator random) {
        if (random.nextInt(100) < failingCallsPercent) {
            throw new CloudFault(Kind.TRANSIENT, "Simulated fault: the cloud did not answer this call.");
        }
        if (random.nextInt(100) < throttledCallsPercent) {
            throw new CloudFault(Kind.THROTTLED, "Simulated fault: too many calls.", Duration.ofSeconds(1));
        }
    }

    /** @throws CloudFault when a zone with so many machines has no room for another */
    void requireRoom(String zone, long machines) {
        if (machinesPerZone != null && machines >= machinesPerZone) {
            throw new CloudFault(
                    Kind.OUT_OF_CAPACITY,
                    "The simulated zone " + zone + " has room for " + machinesPerZone + " machines and has " + machines
                            + ". Raise machinesPerZone, or delete a cluster.");
        }
    }

    /** How a machine starts is decided by its token, so that a repeated launch finds the same machine. */
    MachineRecord.Start startOf(String idempotencyToken) {
        var sum = new CRC32();
        sum.update(idempotencyToken.getBytes(StandardCharsets.UTF_8));
        long luck = sum.getValue() % 100;
        if (luck < deadMachinesPercent) {
            return MachineRecord.Start.NEVER;
        }
        return luck < deadMachinesPercent + slowMachinesPercent ? MachineRecord.Start.SLOW : MachineRecord.Start.USUAL;
    }
}
