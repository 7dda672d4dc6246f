package io.kanesh.control.runbook.simulation;

import io.kanesh.control.runbook.FaultClassifier.Verdict;
import io.kanesh.control.runbook.testing.VirtualClock;
import io.kanesh.control.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A cloud with machines, and the nodes on them. Slow, forgetful, and honest about fences. */
final class FakeWorld {
    private final VirtualClock clock;
    private final RandomGenerator random;
    private final Flaw flaw;
    private final Map<String, Machine> byToken = new TreeMap<>();
    private final Map<String, Configured> configured = new TreeMap<>();
    private final List<Configured> accepted = new ArrayList<>();
    /** Tokens that were ever used. */
    private final TreeSet<String> used = new TreeSet<>();
    /** Tokens of the machines that have come to run. */
    private final TreeSet<String> running = new TreeSet<>();
    /** What each node has seen last, whatever we know of it. */
    private final Map<String, Configured> seen = new TreeMap<>();

    private final TreeSet<String> identities = new TreeSet<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final TreeSet<String> late = new TreeSet<>();
    private final Map<String, Long> generations = new TreeMap<>();
    private final List<Echo> echoes = new ArrayList<>();
    private Instant outageUntil = Instant.EPOCH;
    private int calls;

    FakeWorld(VirtualClock clock, RandomGenerator random, Flaw flaw) {
        this.clock = clock;
        this.random = random;
        this.flaw = flaw;
    }

    /** A machine; one in twelve never gets anywhere. */
    private record Machine(String node, Instant runsAt, boolean dead) {}

    /** A configuration that a node was given. */
    record Configured(String node, long fence, long generation, String value) {}

    /** A message that arrives again, some calls later. */
    private record Echo(int atCall, Runnable effect) {}

    /** The answer to a call got lost, or the call did. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The cloud asks to be left alone for so long. */
    static final class Throttled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The cloud has no machine to give. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What the engine is told about the cloud's faults, as the real classifier does. */
    static Optional<Verdict> classify(Throwable fault) {
        if (fault instanceof Throttled) {
            return Optional.of(new Verdict.Transient(Duration.ofSeconds(45), "the cloud to allow more calls"));
        }
        return fault instanceof Full
                ? Optional.of(new Verdict.Permanent(Problem.of("full", Problem.Kind.CONFLICT, "No machine is left")))
                : Optional.empty();
    }

    /**
     * Loses one call in ten before it has its effect, and one answer in ten after it; delivers one in ten twice at once, and
     * one in ten again later, when the world has moved on. One in twenty takes up to half a minute.
     */
    private void unreliably(Runnable effect) {
        calls++;
        var arriving = echoes.stream().filter(echo -> echo.atCall() <= calls).toList();
        echoes.removeAll(arriving);
        arriving.forEach(echo -> echo.effect().run());
        if (random.nextInt(20) == 0) {
            clock.pass(Duration.ofSeconds(random.nextInt(1, 30)));
        }
        int luck = random.nextInt(10);
        if (luck == 0) {
            throw new Lost();
        }
        effect.run();
        if (luck == 1) {
            throw new Lost();
        }
        if (luck == 2) {
            effect.run();
        }
        if (luck == 3) {
            echoes.add(new Echo(calls + random.nextInt(1, 40), effect));
        }
    }

    /** A call of the cloud, which is also throttled, full, or out of order for minutes. */
    private void throughTheCloud(boolean needsRoom, Runnable effect) {
        if (clock.instant().isBefore(outageUntil)) {
            throw new Lost();
        }
        int luck = random.nextInt(80);
        if (luck == 0) {
            outageUntil = clock.instant().plus(Duration.ofMinutes(random.nextInt(1, 15)));
            throw new Lost();
        }
        if (luck < 4) {
            throw new Throttled();
        }
        if (luck == 4 && needsRoom) {
            throw new Full();
        }
        unreliably(effect);
    }

    /**
     * A cloud knows no fences: a control plane that slept before this very call launches a machine that nobody waits for any
     * more. Such machines are what {@link #sweepLateMachines} is for.
     */
    void launch(String token, String node, long fence) {
        boolean replaced = isReplaced(node, fence);
        var asked = flaw == Flaw.LAUNCH_IGNORES_ITS_TOKEN ? token + "#" + calls : token;
        throughTheCloud(true, () -> {
            if (!replaced) {
                late.remove(asked);
            } else if (!byToken.containsKey(asked)) {
                late.add(asked);
            }
            // One token, one machine, for ever: also after its end.
            if (used.add(asked) || flaw == Flaw.LAUNCH_IGNORES_ITS_TOKEN) {
                byToken.putIfAbsent(asked, machineFor(node));
            }
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
        throughTheCloud(false, () -> {
            if (flaw != Flaw.UNDO_FORGETS_THE_MACHINE) {
                byToken.remove(token);
            }
        });
    }

    /** Whatever the node has; for the undo of its whole cluster. */
    void terminateAllOf(String node, long fence) {
        refuseReplaced(node, fence);
        var tokens = byToken.entrySet().stream()
                .filter(machine -> machine.getValue().node().equals(node))
                .map(Map.Entry::getKey)
                .toList();
        throughTheCloud(false, () -> {
            if (flaw != Flaw.UNDO_FORGETS_THE_MACHINE) {
                tokens.forEach(byToken::remove);
            }
        });
        // Our own records, not the cloud's.
        identities.remove(node);
        configured.remove(node);
    }

    /** A write of our own, which fails or not; its answer may get lost. */
    private void ours(Runnable write) {
        int luck = random.nextInt(10);
        if (luck == 0) {
            throw new Lost();
        }
        write.run();
        if (luck == 1) {
            throw new Lost();
        }
    }

    /** What runs goes on running, also when our clock is put back. */
    boolean runs(String node) {
        byToken.forEach((token, machine) -> {
            if (!machine.dead() && !clock.instant().isBefore(machine.runsAt())) {
                running.add(token);
            }
        });
        return byToken.entrySet().stream()
                .anyMatch(machine -> machine.getValue().node().equals(node) && running.contains(machine.getKey()));
    }

    void issueIdentity(String node, long fence) {
        refuseReplaced(node, fence);
        ours(() -> identities.add(node));
    }

    void revokeIdentity(String node, long fence) {
        refuseReplaced(node, fence);
        ours(() -> identities.remove(node));
    }

    boolean hasEnrolled(String node) {
        return identities.contains(node) && runs(node);
    }

    /** Written down here, then told the node, which takes nothing older than it has seen; messages get lost and come again. */
    void configure(String node, long fence, String value) {
        refuseReplaced(node, fence);
        var told = new Configured(node, fence, generations.merge(node, 1L, Long::sum), value);
        unreliably(() -> {
            var known = seen.get(node);
            if (known == null || known.generation() <= told.generation() || flaw == Flaw.NODES_TAKE_OLD_MESSAGES) {
                seen.put(node, told);
                configured.put(node, told);
                accepted.add(told);
            }
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
}
