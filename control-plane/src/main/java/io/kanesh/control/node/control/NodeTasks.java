package io.kanesh.control.node.control;

import io.kanesh.agent.api.AgentTask;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.AgentTasks;
import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.TaskId;
import io.kanesh.control.shared.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Single things that agents are asked: given with the next poll, answered when the agent has done them. */
@Component
public class NodeTasks implements AgentTasks, StoredNodes.Questions {
    /** A result may have come through another process: it is looked for this often. */
    private static final long LOOK_EVERY_MS = 500;

    /** A question that nobody answered is put anew after this long: its agent may have lost it. */
    private static final Duration ASKED_FOR = Duration.ofMinutes(1);

    /** Ended tasks are kept this long, for whoever debugs. */
    private static final Duration KEEP = Duration.ofHours(1);

    private final TaskStore store;
    private final NodeStore nodes;
    private final IdSource ids;
    private final InstantSource clock;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Map<TaskId, CompletableFuture<TaskResult>> expected = new ConcurrentHashMap<>();

    NodeTasks(
            TaskStore store,
            NodeStore nodes,
            IdSource ids,
            InstantSource clock,
            TransactionOperations transactions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.nodes = nodes;
        this.ids = ids;
        this.clock = clock;
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    public CompletableFuture<TaskResult> ask(
            NodeId node, String kind, Map<String, String> parameters, Duration within) {
        var id = new TaskId(ids.next(TaskId.PREFIX));
        var answer = new CompletableFuture<TaskResult>().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
        expected.put(id, answer);
        var cleared = answer.whenComplete((result, fault) -> expected.remove(id));
        transactions.executeWithoutResult(status -> {
            long fence = nodes.find(node).map(state -> state.desired().fence()).orElse(0L);
            store.insert(
                    new AgentTask(id.value(), fence, kind, parameters),
                    node,
                    clock.instant().plus(within),
                    null);
            events.publishEvent(new InstructionsChanged(node));
        });
        return cleared;
    }

    @Override
    public Optional<TaskResult> answer(NodeId node, NodeQuestion question) {
        Instant now = clock.instant();
        Optional<TaskStore.Answered> newest = store.newest(node, question.name(), now);
        boolean fresh = newest.map(
                        answer -> answer.at().plus(question.freshFor()).isAfter(now))
                .orElse(false);
        if (!fresh && !store.isOpen(node, question.name(), now)) {
            var task = new AgentTask(ids.next(TaskId.PREFIX), question.fence(), question.kind(), question.parameters());
            store.insert(task, node, now.plus(ASKED_FOR), question.name());
            events.publishEvent(new InstructionsChanged(node));
        }
        return newest.map(TaskStore.Answered::result);
    }

    /** Keeps an agent's answer; answers false when this node has no such task. */
    public boolean finish(NodeId node, TaskId task, TaskResult result) {
        if (!store.finish(task, node, result, clock.instant())) {
            return false;
        }
        arrived(task);
        nodes.find(node)
                .ifPresent(state ->
                        events.publishEvent(new NodeObserved(node, state.spec().cluster())));
        return true;
    }

    private void arrived(TaskId task) {
        CompletableFuture<TaskResult> waiting = expected.get(task);
        if (waiting != null) {
            store.resultOf(task).ifPresent(waiting::complete);
        }
    }

    @Scheduled(fixedDelay = LOOK_EVERY_MS)
    void lookForResults() {
        expected.keySet().forEach(this::arrived);
    }

    @Scheduled(fixedDelay = 600_000)
    void forgetOldOnes() {
        store.deleteExpiredBefore(clock.instant().minus(KEEP));
    }
}
