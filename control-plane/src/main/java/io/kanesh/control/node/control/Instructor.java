package io.kanesh.control.node.control;

import io.kanesh.agent.api.DesiredConfiguration;
import io.kanesh.agent.api.Instructions;
import io.kanesh.control.shared.Hint;
import io.kanesh.control.shared.Hints;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The long polls: agents that wait for something new. A change wakes them at once, also one made in another process, which
 * gives a hint; a hint that was lost is made good by looking once a second.
 */
@Component
public class Instructor {
    /** A task is handed out again after this long without a result: the agent may have died with it. */
    private static final Duration DELIVER_AGAIN = Duration.ofSeconds(15);

    private static final long LOOK_EVERY_MS = 1_000;

    private final NodeStore nodes;
    private final TaskStore tasks;
    private final InstantSource clock;
    private final Afterwards afterwards;
    private final Hints hints;
    private final ControlPlanes controlPlanes;
    private final Map<NodeId, Waiter> waiters = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Instructor(
            NodeStore nodes,
            TaskStore tasks,
            InstantSource clock,
            Afterwards afterwards,
            Hints hints,
            ControlPlanes controlPlanes) {
        this.nodes = nodes;
        this.tasks = tasks;
        this.clock = clock;
        this.afterwards = afterwards;
        this.hints = hints;
        this.controlPlanes = controlPlanes;
    }

    /** One open poll. */
    public record Waiter(NodeId node, long generation, Consumer<Instructions> answer) {}

    /**
     * Answers at once when there is something, else as soon as there is, and with nothing when the time is over. A newer poll of the same node ends the older one with
     * nothing: its connection is dead.
     */
    public void await(Waiter waiter, Duration time) {
        Waiter older = waiters.put(waiter.node(), waiter);
        if (older != null) {
            older.answer().accept(nothing());
        }
        // An agent does its tasks before it asks again: one that is open now was handed to a poll whose connection is
        // dead.
        look(waiter, Duration.ZERO);
        if (closing || time.isZero()) {
            answer(waiter, nothing());
        } else {
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> answer(waiter, nothing()));
        }
    }

    /** The poll's connection is over. */
    public void giveUp(Waiter waiter) {
        answer(waiter, nothing());
    }

    private Instructions nothing() {
        return new Instructions(null, List.of(), controlPlanes.endpoints());
    }

    private void look(Waiter waiter, Duration deliverAgainAfter) {
        Instant now = clock.instant();
        DesiredConfiguration configuration = nodes.find(waiter.node())
                .map(NodeState::configuration)
                .filter(desired -> desired.generation() > waiter.generation())
                .orElse(null);
        var open = tasks.deliver(waiter.node(), now.minus(deliverAgainAfter), now);
        if (configuration != null || !open.isEmpty()) {
            answer(waiter, new Instructions(configuration, open, controlPlanes.endpoints()));
        }
    }

    /** Only the one who takes the waiter out may answer it. */
    private void answer(Waiter waiter, Instructions instructions) {
        if (waiters.remove(waiter.node(), waiter)) {
            waiter.answer().accept(instructions);
        }
    }

    /** Part of the transaction that changes them. */
    @EventListener
    void tellTheOthers(InstructionsChanged change) {
        hints.give(new Hint(Hint.INSTRUCTIONS, change.node().value()));
    }

    @EventListener
    void heard(Hint hint) {
        if (hint.topic().equals(Hint.INSTRUCTIONS)) {
            lookFor(new NodeId(hint.id()));
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void changed(InstructionsChanged change) {
        lookFor(change.node());
    }

    private void lookFor(NodeId node) {
        Waiter waiter = waiters.get(node);
        if (waiter != null) {
            afterwards.run("looking for instructions of " + node.value(), () -> look(waiter, DELIVER_AGAIN));
        }
    }

    @Scheduled(fixedDelay = LOOK_EVERY_MS)
    void lookForAll() {
        if (waiters.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        var waiting = waiters.values().stream()
                .map(waiter -> new NodeStore.Waiting(waiter.node(), waiter.generation()))
                .toList();
        for (NodeId node : nodes.withNews(waiting, now.minus(DELIVER_AGAIN), now)) {
            lookFor(node);
        }
    }

    /** Lets the server stop at once: agents come back by themselves. */
    @EventListener
    void closing(ContextClosedEvent event) {
        closing = true;
        List.copyOf(waiters.values()).forEach(waiter -> answer(waiter, nothing()));
    }
}
