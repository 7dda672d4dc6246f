package io.kanesh.control.node;

import io.kanesh.control.shared.Id.ClusterId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The latest figures of many clusters' nodes at once. */
@FunctionalInterface
public interface FigureBoard {

    /** One entry for every node whose report is fresh; a cluster without any is left out. */
    Map<ClusterId, List<NodeFigures>> latest(Collection<ClusterId> clusters);
}
