package io.kanesh.control.cloud.simulated;

import io.kanesh.control.cloud.CloudFault;
import io.kanesh.control.cloud.CloudProvider;
import io.kanesh.control.cloud.Machine;
import io.kanesh.control.cloud.MachineRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider {@code simulated}; see the package's documentation. */
public final class SimulatedCloud implements CloudProvider, Surroundings, AutoCloseable {
    public static final String NAME = "simulated";
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCloud.class);
    private static final long TICK_MS = 50;
    private static final int THREADS = 4;
    private static final Map<String, List<String>> ZONES = Map.of(
            "sim-1", List.of("sim-1a", "sim-1b", "sim-1c"),
            "sim-2", List.of("sim-2a", "sim-2b", "sim-2c"));
    private static final Set<String> TYPES = Set.of("sim.small", "sim.medium", "sim.large");

    private final MachineFiles files;
    private final SimulatedUsers users;
    private final InstantSource clock;
    private final SimulatedClock simulated;
    private final RandomGenerator random;
    private final Executor workers = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "simulated-agents"));
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "simulated-cloud"));
    private final Map<String, SimulatedHost> hosts = new ConcurrentSkipListMap<>();
    private final Map<String, String> idByToken = new HashMap<>();
    private volatile Weather weather;
    private volatile boolean isOpen = true;
    private int addresses;

    SimulatedCloud(Path directory, double speed, InstantSource clock, RandomGenerator random) {
        this.files = new MachineFiles(directory);
        this.users = new SimulatedUsers(directory.resolve("users"));
        this.clock = clock;
        this.random = random;
        this.simulated = new SimulatedClock(clock, speed);
        this.weather = Weather.fair(speed);
        files.readAll().forEach(this::adopt);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Lets time pass. */
    // The task reports its own faults and never throws, so its future has nothing to say.
    @SuppressWarnings("FutureReturnValueIgnored")
    SimulatedCloud started() {
        ticks.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void adopt(MachineRecord record) {
        addresses++;
        idByToken.put(record.idempotencyToken(), record.id());
        hosts.put(record.id(), new SimulatedHost(record, random.nextInt(1, Integer.MAX_VALUE), this));
    }

    private void tick() {
        try {
            Instant now = simulatedNow();
            hosts.values().forEach(host -> host.tick(now));
            look();
        } catch (RuntimeException e) {
            // Said, and gone on with at the next tick: a loop that ends in silence would stop every machine.
            LOG.error("the simulated cloud stumbled", e);
        }
    }

    /** Every engine sees those of its cluster. */
    private void look() {
        Map<String, List<SimulatedHost>> clusters = new HashMap<>();
        for (SimulatedHost host : hosts.values()) {
            host.cluster()
                    .ifPresent(id -> clusters.computeIfAbsent(id, any -> new ArrayList<>())
                            .add(host));
        }
        for (List<SimulatedHost> ring : clusters.values()) {
            var replaced =
                    ring.stream().flatMap(host -> host.replaced().stream()).toList();
            ring.removeIf(host -> !host.serves() && replaced.contains(host.address()));
            var sight = new SimulatedHost.Sight(addresses(ring, true), addresses(ring, false));
            ring.forEach(host -> host.see(sight));
        }
        users.keepThoseOf(clusters.keySet());
    }

    private static List<String> addresses(List<SimulatedHost> ring, boolean live) {
        return ring.stream()
                .filter(host -> host.serves() == live)
                .map(SimulatedHost::address)
                .sorted()
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> zones(String region) {
        List<String> zones = ZONES.get(region);
        if (zones == null) {
            throw CloudFault.permanent("There is no simulated region '" + region + "'; there are sim-1 and sim-2.");
        }
        return zones;
    }

    @Override
    public synchronized Machine launch(MachineRequest request) {
        weather.upset(random);
        String known = idByToken.get(request.idempotencyToken());
        if (known != null) {
            SimulatedHost host = hosts.get(known);
            if (host == null || !host.record().requestDigest().equals(request.digest())) {
                throw CloudFault.permanent(
                        "The idempotency token " + request.idempotencyToken() + " was used for a different machine.");
            }
            return host.toMachine();
        }
        MachineRecord record = accept(request);
        files.write(record);
        adopt(record);
        return record.toMachine();
    }

    private MachineRecord accept(MachineRequest request) {
        if (!zones(request.region()).contains(request.zone())) {
            throw CloudFault.permanent("The region " + request.region() + " has no zone '" + request.zone()
                    + "'; it has " + String.join(", ", zones(request.region())) + ".");
        }
        if (!TYPES.contains(request.instanceType())) {
            throw CloudFault.permanent("There is no simulated instance type '" + request.instanceType() + "'.");
        }
        weather.requireRoom(
                request.zone(),
                living().filter(host -> host.record().zone().equals(request.zone()))
                        .count());
        return new MachineRecord(
                "sim-" + HexFormat.of().toHexDigits(random.nextLong()),
                request.idempotencyToken(),
                request.digest(),
                MachineRecord.Stage.BOOTING,
                weather.startOf(request.idempotencyToken()),
                request.region(),
                request.zone(),
                request.instanceType(),
                request.tags(),
                nextAddress(),
                request.bootstrap(),
                null);
    }

    /** From 198.18.0.0/15, which RFC 2544 keeps for benchmarks: it leads nowhere. */
    private String nextAddress() {
        int number = addresses + 1;
        return "198." + (18 + (number >> 16)) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    private Stream<SimulatedHost> living() {
        return hosts.values().stream().filter(host -> !host.record().stage().isEnding());
    }

    @Override
    public Optional<Machine> describe(String machineId) {
        weather().upset(random);
        return Optional.ofNullable(hosts.get(machineId)).map(SimulatedHost::toMachine);
    }

    @Override
    public List<Machine> list(Map<String, String> tags) {
        weather().upset(random);
        return hosts.values().stream()
                .map(SimulatedHost::toMachine)
                .filter(machine -> machine.state() != Machine.State.TERMINATED)
                .filter(machine -> machine.tags().entrySet().containsAll(tags.entrySet()))
                .toList();
    }

    @Override
    public void terminate(String machineId) {
        weather().upset(random);
        find(machineId).ifPresent(SimulatedHost::terminate);
    }

    private Optional<SimulatedHost> find(String machineId) {
        return Optional.ofNullable(hosts.get(machineId));
    }

    /** Every machine that has not ended; for an operator. */
    public List<SimulatedMachine> machines() {
        return living().map(SimulatedHost::seen).toList();
    }

    /** One that has not ended. */
    public Optional<SimulatedMachine> machine(String id) {
        return find(id).filter(host -> !host.record().stage().isEnding()).map(SimulatedHost::seen);
    }

    /** Without effect when there is no such machine (any more). */
    public void befall(String machineId, SimulatedMachine.Fault fault) {
        find(machineId).ifPresent(host -> host.suffer(fault));
    }

    public Weather weather() {
        return weather;
    }

    /** Holds from now on. */
    public synchronized void become(Weather next) {
        if (next.speed() != weather.speed()) {
            simulated.pass(next.speed());
        }
        weather = next;
    }

    @Override
    public Instant simulatedNow() {
        return simulated.instant();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Executor executor() {
        return workers;
    }

    @Override
    public MachineFiles files() {
        return files;
    }

    @Override
    public SimulatedUsers users() {
        return users;
    }

    @Override
    public String newHostId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    /** Time stands still; machines are found again at the next start. */
    @Override
    public void close() {
        isOpen = false;
        ticks.shutdown();
    }
}
