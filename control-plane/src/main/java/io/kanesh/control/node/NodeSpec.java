package io.kanesh.control.node;

import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.ProjectId;

/**
 * What a node is from its registration to its end.
 *
 * @param provider of its machine: {@code local}, {@code aws}
 * @param zone of the region; the node's rack
 */
public record NodeSpec(
        NodeId id,
        ClusterId cluster,
        ProjectId project,
        String provider,
        String dataCenter,
        String region,
        String zone,
        String instanceType) {}
