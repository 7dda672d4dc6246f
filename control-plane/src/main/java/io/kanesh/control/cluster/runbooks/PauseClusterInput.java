package io.kanesh.control.cluster.runbooks;

/** What {@code pause-cluster} is given; its nodes are those that are registered when it runs. */
public record PauseClusterInput(String clusterId) {}
