package io.kanesh.control.node.control;

import io.kanesh.control.node.NodeObserved;
import io.kanesh.control.node.NodeSpec;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.ResourceChanged;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notices when a node has not reported for too long, and says so once. */
@Component
class SilentNodes {
    private final NodeStore store;
    private final Freshness freshness;
    private final ApplicationEventPublisher events;
    private final Set<NodeId> told = ConcurrentHashMap.newKeySet();

    SilentNodes(NodeStore store, Freshness freshness, ApplicationEventPublisher events) {
        this.store = store;
        this.freshness = freshness;
        this.events = events;
    }

    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    @Transactional
    void look() {
        var silent = store.silentSince(freshness.since()).stream()
                .collect(Collectors.toMap(node -> node.spec().id(), NodeState::spec));
        told.retainAll(silent.keySet());
        silent.values().stream().filter(spec -> told.add(spec.id())).forEach(this::tell);
    }

    private void tell(NodeSpec spec) {
        events.publishEvent(new ResourceChanged(
                "node",
                spec.id().value(),
                spec.project(),
                spec.cluster().value(),
                "NodeUnknown",
                "Node " + spec.id().value() + " has not reported for "
                        + freshness.validity().toSeconds() + " s; its engine may well be serving."));
        events.publishEvent(new NodeObserved(spec.id(), spec.cluster()));
    }
}
