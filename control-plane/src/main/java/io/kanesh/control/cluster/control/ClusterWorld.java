package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.planning.Observed;
import io.kanesh.control.shared.Id.ClusterId;

/** What there is, as opposed to what was asked for. */
public interface ClusterWorld {

    /** The cluster's nodes and operations as they are now. */
    Observed observe(ClusterId id);
}
