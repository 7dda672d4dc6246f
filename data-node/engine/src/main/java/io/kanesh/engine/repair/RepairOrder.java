package io.kanesh.engine.repair;

import org.jspecify.annotations.Nullable;

/**
 * Arguments of the operation {@code repair}. All values may be texts, as they come through the agent's tasks.
 *
 * @param id of the job; asking again with the same id is asking how far it is
 * @param scope which ranges
 * @param lost address of a node that is gone; only for {@link Scope#SURVIVORS}
 * @param absent addresses of more nodes that are gone and shall not be waited for, with commas; null for none
 * @param keyspace only this one; null for all that are replicated
 */
public record RepairOrder(
        String id,
        Scope scope,
        @Nullable String lost,
        @Nullable String absent,
        @Nullable String keyspace) {

    /** Which ranges a node repairs, and with whom. */
    public enum Scope {
        /** Those of which it is the first replica, with every replica: done by every node, each range is repaired once. */
        PRIMARY,
        /** Everything it holds, with every replica. */
        HELD,
        /** Those that a lost node held and of which it is the first survivor, with every other survivor. */
        SURVIVORS
    }

    public RepairOrder {
        if ((scope == Scope.SURVIVORS) != (lost != null)) {
            throw new IllegalArgumentException("lost goes with the scope SURVIVORS");
        }
    }
}
