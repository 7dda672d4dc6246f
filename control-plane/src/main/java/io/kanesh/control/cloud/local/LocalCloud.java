package io.kanesh.control.cloud.local;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.MachineRequest;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The provider {@code local}: what callers see. {@link LocalInit} makes it so in the background. */
final class LocalCloud implements CloudProvider {
    /** Two regions, so that clusters over several data centers can be tried on one computer. */
    private static final Map<String, List<String>> ZONES = Map.of(
            "local-1", List.of("local-1a", "local-1b", "local-1c"),
            "local-2", List.of("local-2a", "local-2b", "local-2c"));

    private final Machines machines;
    private final Capacity capacity;
    private final AgentCommand agent;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Runnable wakeUp;

    /** @param wakeUp tells the init loop that something is to be done */
    LocalCloud(
            Machines machines,
            Capacity capacity,
            AgentCommand agent,
            InstantSource clock,
            RandomGenerator random,
            Runnable wakeUp) {
        this.machines = machines;
        this.capacity = capacity;
        this.agent = agent;
        this.clock = clock;
        this.random = random;
        this.wakeUp = wakeUp;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<String> zones(String region) {
        List<String> zones = ZONES.get(region);
        if (zones == null) {
            throw CloudFault.permanent("There is no local region '" + region + "'; there are local-1 and local-2.");
        }
        return zones;
    }

    @Override
    public Machine launch(MachineRequest request) {
        var launched = machines.directories().exclusively(() -> launchedOrKnown(request));
        wakeUp.run();
        return launched.toMachine();
    }

    private InstanceRecord launchedOrKnown(MachineRequest request) {
        Optional<InstanceRecord> known = machines.byToken(request.idempotencyToken());
        if (known.isEmpty()) {
            InstanceRecord record = accept(request);
            machines.create(record, request.bootstrap());
            return record;
        }
        if (!known.get().requestDigest().equals(request.digest())) {
            throw CloudFault.permanent(
                    "The idempotency token " + request.idempotencyToken() + " was used for a different machine.");
        }
        return known.get();
    }

    private InstanceRecord accept(MachineRequest request) {
        if (!zones(request.region()).contains(request.zone())) {
            throw CloudFault.permanent("The region " + request.region() + " has no zone '" + request.zone()
                    + "'; it has " + String.join(", ", zones(request.region())) + ".");
        }
        LocalInstanceType type = LocalInstanceType.of(request.instanceType())
                .orElseThrow(() ->
                        CloudFault.permanent("There is no local instance type '" + request.instanceType() + "'."));
        agent.trouble().ifPresent(trouble -> {
            throw CloudFault.permanent(trouble);
        });
        capacity.require(type, machines.launched(), machines.directories());
        return new InstanceRecord(
                newMachineId(),
                request.idempotencyToken(),
                request.digest(),
                InstanceRecord.Stage.LAUNCHED,
                request.region(),
                request.zone(),
                request.instanceType(),
                request.tags(),
                clock.instant().toString(),
                null,
                null,
                null);
    }

    /** As on EC2, {@code i-} and 17 hexadecimal digits. */
    private String newMachineId() {
        return "i-" + HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits((byte) random.nextInt()).charAt(0);
    }

    @Override
    public int room(String instanceType, Collection<String> besides) {
        return LocalInstanceType.of(instanceType)
                .map(type -> capacity.room(type, besides, machines.launched()))
                .orElse(0);
    }

    @Override
    public Optional<Machine> describe(String machineId) {
        return machines.byId(machineId).map(InstanceRecord::toMachine);
    }

    @Override
    public List<Machine> list(Map<String, String> tags) {
        return machines.all().stream()
                .filter(record -> record.stage() != InstanceRecord.Stage.TERMINATED)
                .filter(record -> record.tags().entrySet().containsAll(tags.entrySet()))
                .map(InstanceRecord::toMachine)
                .toList();
    }

    @Override
    public void terminate(String machineId) {
        machines.change(
                machineId, record -> record.stage() == InstanceRecord.Stage.LAUNCHED ? record.terminating() : record);
        wakeUp.run();
    }
}
