package io.kanesh.control.cluster.runbooks;

/** What {@code delete-cluster} is given; its nodes are those that are registered when it runs. */
public record DeleteClusterInput(String clusterId, String projectId) {}
