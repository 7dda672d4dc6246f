package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyUse;
import io.kanesh.control.shared.Id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where uses of keys are kept. */
public interface KeyUseStore {

    /** The newest line of a node that is kept. */
    Optional<KeyUse> last(NodeId node);

    /** Keeps what is not kept yet. */
    void keep(List<KeyUse> uses);

    /** The newest first. */
    List<KeyUse> find(Cmk key, KeyUse.Filter filter, int limit);

    /** All of them, node by node and in each the oldest first, which is the order of its chain; one at a time. */
    void read(Cmk key, KeyUse.Filter filter, Consumer<KeyUse> reader);

    /** Takes away what is older, and of each node all but the newest lines. */
    void trim(Instant olderThan, long linesOfANode);
}
