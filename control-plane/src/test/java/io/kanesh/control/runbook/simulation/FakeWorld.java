package io.kanesh.control.runbook.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A cloud with machines, and the nodes on them. Slow, forgetful, and honest about fences. */
final class FakeWorld {
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Flaw flaw;
    private final Map<String, Machine> byToken = new TreeMap<>();
    private final Map<String, Configured> configured = new TreeMap<>();
    private final List<Configured> accepted = new ArrayList<>();
    private final TreeSet<String> identities = new TreeSet<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final TreeSet<String> late = new TreeSet<>();
    private int calls;

    FakeWorld(InstantSource clock, RandomGenerator random, Flaw flaw) {
        this.clock = clock;
        this.random = random;
        this.flaw = flaw;
    }

    /** A machine; one in twelve never gets anywhere. */
    private record Machine(String node, Instant runsAt, boolean dead) {}

    /** A configuration that a node was given. */
    record Configured(String node, long fence, String value) {}

    /** The answer to a call got lost, or the call did. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Loses one call in ten before it has its effect, and one answer in ten after it. */
    private void unreliably(Runnable effect) {
        calls++;
        int luck = random.nextInt(10);
        if (luck == 0) {
            throw new Lost();
        }
        effect.run();
        if (luck == 1) {
            throw new Lost();
        }
    }

    /**
     * A cloud knows no fences: a control plane that slept before this very call launches a machine that nobody waits for any
     * more. Such machines are what {@link #sweepLateMachines} is for.
     */
    void launch(String token, String node, long fence) {
        boolean replaced = isReplaced(node, fence);
        var asked = flaw == Flaw.LAUNCH_IGNORES_ITS_TOKEN ? token + "#" + calls : token;
        unreliably(() -> {
            if (!replaced) {
                late.remove(asked);
            } else if (!byToken.containsKey(asked)) {
                late.add(asked);
            }
            byToken.computeIfAbsent(asked, ignored -> machineFor(node));
        });
    }

    private Machine machineFor(String node) {
        var runsAt = clock.instant().plus(Duration.ofSeconds(random.nextInt(5, 200)));
        return new Machine(node, runsAt, random.nextInt(12) == 0);
    }

    /** What a provider's sweep does: machines launched by a replaced control plane, found by their tags. */
    void sweepLateMachines() {
        late.forEach(byToken::remove);
    }

    private boolean isReplaced(String node, long fence) {
        boolean replaced = fence < highest.getOrDefault(node, 0L);
        highest.merge(node, fence, Math::max);
        return replaced;
    }

    /** What is ours, or the node's, knows fences, and answers a replaced writer with a fault. */
    private void refuseReplaced(String node, long fence) {
        if (isReplaced(node, fence) && flaw != Flaw.NODES_IGNORE_FENCES) {
            throw new Lost();
        }
    }

    void terminate(String token) {
        unreliably(() -> {
            if (flaw != Flaw.UNDO_FORGETS_THE_MACHINE) {
                byToken.remove(token);
            }
        });
    }

    /** Whatever the node has; for the undo of its whole cluster. */
    void terminateAllOf(String node, long fence) {
        refuseReplaced(node, fence);
        unreliably(() -> {
            if (flaw != Flaw.UNDO_FORGETS_THE_MACHINE) {
                byToken.values().removeIf(machine -> machine.node().equals(node));
            }
            identities.remove(node);
            configured.remove(node);
        });
    }

    boolean runs(String node) {
        return machineOf(node).stream()
                .anyMatch(machine -> !machine.dead() && !clock.instant().isBefore(machine.runsAt()));
    }

    void issueIdentity(String node, long fence) {
        refuseReplaced(node, fence);
        unreliably(() -> identities.add(node));
    }

    void revokeIdentity(String node, long fence) {
        refuseReplaced(node, fence);
        unreliably(() -> identities.remove(node));
    }

    boolean hasEnrolled(String node) {
        return identities.contains(node) && runs(node);
    }

    void configure(String node, long fence, String value) {
        refuseReplaced(node, fence);
        unreliably(() -> {
            var now = new Configured(node, fence, value);
            configured.put(node, now);
            accepted.add(now);
        });
    }

    boolean serves(String node) {
        return hasEnrolled(node) && configured.containsKey(node);
    }

    List<Configured> accepted() {
        return accepted;
    }

    /** What these nodes have left in the world. */
    List<String> leftOf(Collection<String> nodes) {
        List<String> left = new ArrayList<>();
        byToken.forEach((token, machine) -> {
            if (nodes.contains(machine.node())) {
                left.add("machine " + token);
            }
        });
        identities.stream().filter(nodes::contains).forEach(node -> left.add("identity of " + node));
        return left;
    }

    List<String> nodesWithSeveralMachines() {
        Map<String, Integer> counts = new HashMap<>();
        byToken.values().forEach(machine -> counts.merge(machine.node(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<Machine> machineOf(String node) {
        return byToken.values().stream()
                .filter(machine -> machine.node().equals(node))
                .toList();
    }
}
