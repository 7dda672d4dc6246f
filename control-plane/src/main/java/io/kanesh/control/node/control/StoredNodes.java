package io.kanesh.control.node.control;

import io.kanesh.agent.api.ClientAccess;
import io.kanesh.agent.api.DesiredConfiguration.EngineState;
import io.kanesh.agent.api.EngineSettings;
import io.kanesh.control.node.FenceTooLow;
import io.kanesh.control.node.Node;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.node.Nodes;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The facade over the store. */
@Component
class StoredNodes implements Nodes {
    private final NodeStore store;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    StoredNodes(NodeStore store, InstantSource clock, ApplicationEventPublisher events) {
        this.store = store;
        this.clock = clock;
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
        return store.find(node).map(state -> state.toNode(clock.instant()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Node> ofCluster(ClusterId cluster) {
        return store.ofCluster(cluster).stream()
                .map(state -> state.toNode(clock.instant()))
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

    private static NodeState.Desired next(
            NodeState node, EngineState state, @Nullable EngineSettings settings, long fence) {
        NodeState.Desired before = node.desired();
        if (fence < before.fence()) {
            throw new FenceTooLow(node.spec().id().value(), fence, before.fence());
        }
        return before.withEngine(state, settings, fence);
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
    public void forget(NodeId node) {
        store.delete(node);
    }
}
