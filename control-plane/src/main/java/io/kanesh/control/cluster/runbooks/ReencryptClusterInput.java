package io.kanesh.control.cluster.runbooks;

/**
 * What {@code reencrypt-cluster} is given.
 *
 * @param dataKeyGeneration what nodes shall reach; higher than any before
 * @param startedAt RFC 3339
 * @param bytesBefore of all files when it was asked for, for the forecast; 0 when not known
 */
public record ReencryptClusterInput(
        String clusterId, String projectId, long dataKeyGeneration, String startedAt, long bytesBefore) {
    public static final String RUNBOOK = "reencrypt-cluster";
}
