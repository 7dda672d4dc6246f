package io.kanesh.control.keys;

/**
 * Input of the runbook {@link #RUNBOOK}.
 *
 * @param versionsBefore of the key's material in the local KMS when the rotation was asked for; 0 where the material is the
 *     customer's own to rotate
 * @param nodeKeyGeneration what nodes shall reach; higher than any before
 */
public record RotateKeyInput(String keyId, String projectId, int versionsBefore, long nodeKeyGeneration) {
    public static final String RUNBOOK = "rotate-key";
}
