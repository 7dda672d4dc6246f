package io.kanesh.control.cluster.planning;

import io.kanesh.control.placement.PlacedNode;

/**
 * A node to be made.
 *
 * @param storageQuotaBytes what it may hold
 */
public record PlannedNode(
        PlacedNode place, String region, String instanceType, int vcpus, int heapMib, long storageQuotaBytes) {}
