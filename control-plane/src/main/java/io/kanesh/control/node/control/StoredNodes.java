package io.kanesh.control.node.control;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.FenceTooLow;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeQuestion;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The facade over the store. */
@Component
class StoredNodes implements Nodes {
    private final NodeStore store;
    private final Questions questions;
    private final InstantSource clock;
    private final Freshness freshness;
    private final ApplicationEventPublisher events;

    /** Puts questions to agents. */
    @FunctionalInterface
    interface Questions {
        /** In a transaction that holds the node's lock. */
        Optional<TaskResult> answer(NodeId node, NodeQuestion question);
    }

    StoredNodes(
            NodeStore store,
            Questions questions,
            InstantSource clock,
            Freshness freshness,
            ApplicationEventPublisher events) {
        this.store = store;
        this.questions = questions;
        this.clock = clock;
        this.freshness = freshness;
        this.events = events;
    }

    @Override
    @Transactional
    public void register(NodeSpec spec) {
        store.insertUnlessThere(spec, clock.instant());
        NodeSpec known = store.find(spec.id()).map(NodeState::spec).orElse(spec);
        if (!known.equals(spec)) {
            throw new IllegalArgumentException("node " + spec.id().value() + " is registered with another spec");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Node> find(NodeId node) {
        return store.find(node).map(state -> state.toNode(freshness.since()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Node> ofCluster(ClusterId cluster) {
        return store.ofCluster(cluster).stream()
                .map(state -> state.toNode(freshness.since()))
                .toList();
    }

    @Override
    @Transactional
    public void configure(NodeId node, EngineState state, @Nullable EngineSettings settings, long fence) {
        if (state == EngineState.RUNNING && settings == null) {
            throw new IllegalArgumentException("an engine runs with settings only: " + node.value());
        }
        if (store.change(node, before -> before.withDesired(next(before, state, settings, fence)))
                .isEmpty()) {
            throw new IllegalArgumentException("there is no node " + node.value());
        }
        events.publishEvent(new InstructionsChanged(node));
    }

    /** Under the node's lock, so that two processes do not put a question twice. */
    @Override
    @Transactional
    public Optional<TaskResult> ask(NodeId node, NodeQuestion question) {
        if (store.change(node, before -> before.withDesired(fenced(before, question.fence())))
                .isEmpty()) {
            throw new IllegalArgumentException("there is no node " + node.value());
        }
        return questions.answer(node, question);
    }

    /** Whoever asks for work to be done is a writer too: a replaced one must not ask any more. */
    private static NodeState.Desired fenced(NodeState node, long fence) {
        NodeState.Desired before = node.desired();
        refuseReplaced(node, fence);
        return before.withEngine(before.engineState(), before.engine(), fence);
    }

    private static NodeState.Desired next(
            NodeState node, EngineState state, @Nullable EngineSettings settings, long fence) {
        refuseReplaced(node, fence);
        return node.desired().withEngine(state, settings, fence);
    }

    private static void refuseReplaced(NodeState node, long fence) {
        if (fence < node.desired().fence()) {
            throw new FenceTooLow(
                    node.spec().id().value(), fence, node.desired().fence());
        }
    }

    @Override
    @Transactional
    public void admit(NodeId node, ClientAccess access) {
        boolean differs = store.find(node)
                .filter(state -> !state.desired().access().equals(access))
                .isPresent();
        if (differs) {
            store.change(node, state -> state.withDesired(state.desired().withAccess(access)));
            events.publishEvent(new InstructionsChanged(node));
        }
    }

    @Override
    @Transactional
    public void encrypt(NodeId node, Function<@Nullable Encryption, Encryption> change) {
        boolean differs = store.find(node)
                .filter(state -> !change.apply(state.desired().encryption())
                        .equals(state.desired().encryption()))
                .isPresent();
        if (differs) {
            store.change(
                    node,
                    state -> state.withDesired(state.desired()
                            .withEncryption(change.apply(state.desired().encryption()))));
            events.publishEvent(new InstructionsChanged(node));
        }
    }

    @Override
    @Transactional
    public void encryptFirst(NodeId node, Supplier<Encryption> first) {
        boolean isAsked = store.find(node)
                .filter(state -> state.desired().encryption() == null)
                .isPresent();
        if (isAsked) {
            store.change(
                    node,
                    state -> state.desired().encryption() != null
                            ? state
                            : state.withDesired(state.desired().withEncryption(first.get())));
            events.publishEvent(new InstructionsChanged(node));
        }
    }

    @Override
    @Transactional
    public void forget(NodeId node) {
        store.delete(node);
    }
}
