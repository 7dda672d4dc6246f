package io.kanesh.control.database;

/**
 * Input of the runbook {@link #RUNBOOK}: a cluster's authority is replaced by another.
 *
 * @param overlapSeconds how long clients that know only the former authority still get in, from when the successor issues
 */
public record RotateAuthorityInput(String clusterId, long overlapSeconds) {
    public static final String RUNBOOK = "rotate-cluster-authority";
}
