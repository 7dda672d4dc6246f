package io.kanesh.control.node.control;

import io.kanesh.control.node.FigureBoard;
import io.kanesh.control.node.NodeFigures;
import io.kanesh.control.shared.Id.ClusterId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Figures of the reports as they are kept. */
@Component
class StoredFigures implements FigureBoard {
    private final NodeStore store;
    private final Freshness freshness;

    StoredFigures(NodeStore store, Freshness freshness) {
        this.store = store;
        this.freshness = freshness;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<ClusterId, List<NodeFigures>> latest(Collection<ClusterId> clusters) {
        var fresh = freshness.since();
        return clusters.isEmpty()
                ? Map.of()
                : store.reportsSince(fresh, clusters).stream()
                        .collect(Collectors.groupingBy(
                                NodeStore.KeptReport::cluster,
                                Collectors.mapping(
                                        kept -> NodeFigures.of(kept.report(), kept.reportedAt()),
                                        Collectors.toList())));
    }
}
