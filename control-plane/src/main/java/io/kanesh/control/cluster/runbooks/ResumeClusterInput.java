package io.kanesh.control.cluster.runbooks;

/** What {@code resume-cluster} is given; its nodes are those that are registered when it runs. */
public record ResumeClusterInput(String clusterId) {}
