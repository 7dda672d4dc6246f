package io.kanesh.control.cloud;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cloud in memory. A machine takes its next step of life whenever it is looked at. Faults are told beforehand: they happen
 * to the next calls, in order.
 */
public final class FakeCloud implements CloudProvider {
    private static final Map<String, List<String>> ZONES = Map.of(
            "local-1", List.of("local-1a", "local-1b", "local-1c"),
            "local-2", List.of("local-2a", "local-2b", "local-2c"));
    private static final List<String> TYPES = List.of("local.small", "local.medium", "local.large");

    private final String name;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, MachineRequest> requests = new LinkedHashMap<>();
    private final Deque<CloudFault> faults = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private @Nullable CloudFault afterNextLaunch;
    private int capacity = Integer.MAX_VALUE;
    private boolean stuck;
    private boolean quick;

    public FakeCloud(String name) {
        this.name = name;
    }

    /** The next call fails so, without any effect; each call uses up one fault. */
    public synchronized void failNext(CloudFault fault) {
        faults.add(fault);
    }

    /** The next launch happens, and its answer is lost. */
    public synchronized void loseNextLaunchAnswer() {
        afterNextLaunch = new CloudFault(CloudFault.Kind.TRANSIENT, "the answer was lost");
    }

    /** How many machines there may be at a time. */
    public synchronized void limitTo(int machinesAtATime) {
        capacity = machinesAtATime;
    }

    /** While stuck, no machine gets from one state to the next. */
    public synchronized void stick(boolean isStuck) {
        stuck = isStuck;
    }

    /** From now on a machine has taken its step before it is looked at: it runs when it is first seen. */
    public synchronized void hurry() {
        quick = true;
    }

    /** {@code launch i-…}, {@code terminate i-…}, in order; for assertions about what was asked how often. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** As {@link #list}, for assertions: nothing moves on because of it. */
    public synchronized List<Machine> peek(Map<String, String> tags) {
        return living(tags);
    }

    /** The bootstrap document that a machine was launched with. */
    public synchronized String bootstrapOf(String machineId) {
        for (var entry : requests.entrySet()) {
            if (idOf(entry.getKey()).equals(machineId)) {
                return entry.getValue().bootstrap();
            }
        }
        throw new IllegalArgumentException("no machine " + machineId);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized List<String> zones(String region) {
        List<String> zones = ZONES.get(region);
        if (zones == null) {
            throw permanent("no region " + region);
        }
        return zones;
    }

    @Override
    public synchronized Machine launch(MachineRequest request) {
        failIfTold();
        MachineRequest before = requests.get(request.idempotencyToken());
        if (before != null && !before.equals(request)) {
            throw permanent("the token was used for a different machine");
        }
        if (before == null) {
            accept(request);
        }
        CloudFault lost = afterNextLaunch;
        afterNextLaunch = null;
        if (lost != null) {
            throw lost;
        }
        return machine(idOf(request.idempotencyToken()));
    }

    private void accept(MachineRequest request) {
        if (!zones(request.region()).contains(request.zone()) || !TYPES.contains(request.instanceType())) {
            throw permanent("no such zone or type");
        }
        if (living(Map.of()).size() >= capacity) {
            throw new CloudFault(CloudFault.Kind.OUT_OF_CAPACITY, "the fake cloud has " + capacity + " machines");
        }
        requests.put(request.idempotencyToken(), request);
        String id = idOf(request.idempotencyToken());
        calls.add("launch " + id);
        machines.put(
                id,
                new Machine(
                        id,
                        Machine.State.PENDING,
                        null,
                        request.region(),
                        request.zone(),
                        request.instanceType(),
                        null,
                        request.tags()));
    }

    /** The n-th token's machine is {@code i-n}. */
    private String idOf(String token) {
        return "i-" + new ArrayList<>(requests.keySet()).indexOf(token);
    }

    @Override
    public synchronized Optional<Machine> describe(String machineId) {
        failIfTold();
        Machine before = machines.get(machineId);
        if (before != null) {
            step(before);
        }
        return Optional.ofNullable(quick ? machines.get(machineId) : before);
    }

    private void step(Machine machine) {
        if (!stuck) {
            machines.put(machine.id(), stepOn(machine));
        }
    }

    private static Machine stepOn(Machine machine) {
        return switch (machine.state()) {
            case PENDING ->
                in(
                        machine,
                        Machine.State.RUNNING,
                        "127.1.1." + (1 + Integer.parseInt(machine.id().substring(2))));
            case TERMINATING -> in(machine, Machine.State.TERMINATED, machine.address());
            case RUNNING, STOPPED, TERMINATED -> machine;
        };
    }

    private static Machine in(Machine machine, Machine.State state, @Nullable String address) {
        return new Machine(
                machine.id(),
                state,
                null,
                machine.region(),
                machine.zone(),
                machine.instanceType(),
                address,
                machine.tags());
    }

    @Override
    public synchronized List<Machine> list(Map<String, String> tags) {
        failIfTold();
        List<Machine> before = living(tags);
        before.forEach(this::step);
        return quick ? living(tags) : before;
    }

    private List<Machine> living(Map<String, String> tags) {
        return machines.values().stream()
                .filter(machine -> machine.state() != Machine.State.TERMINATED)
                .filter(machine -> machine.tags().entrySet().containsAll(tags.entrySet()))
                .toList();
    }

    @Override
    public synchronized void terminate(String machineId) {
        failIfTold();
        calls.add("terminate " + machineId);
        Machine machine = machines.get(machineId);
        if (machine != null && !machine.state().isEnding()) {
            machines.put(machineId, in(machine, Machine.State.TERMINATING, machine.address()));
        }
    }

    private Machine machine(String id) {
        Machine machine = machines.get(id);
        if (machine == null) {
            throw new IllegalStateException("no machine " + id);
        }
        return machine;
    }

    private void failIfTold() {
        CloudFault fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
    }

    private static CloudFault permanent(String message) {
        return new CloudFault(CloudFault.Kind.PERMANENT, message);
    }
}
