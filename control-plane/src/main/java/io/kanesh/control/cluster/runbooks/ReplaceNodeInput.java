package io.kanesh.control.cluster.runbooks;

import java.util.List;

/**
 * What {@code replace-node} is given.
 *
 * @param absentNodeIds other nodes that do not serve and are not waited for
 * @param force goes on although ranges have no other copy
 */
public record ReplaceNodeInput(
        String clusterId,
        String projectId,
        String lostNodeId,
        String newNodeId,
        List<String> absentNodeIds,
        boolean force) {
    public ReplaceNodeInput {
        absentNodeIds = List.copyOf(absentNodeIds);
    }
}
