package io.kanesh.control.cluster.runbooks;

import java.util.List;

/** What {@code change-keys} is given: which data center goes from which key to which. */
public record ChangeKeysInput(String clusterId, String projectId, List<KeyChange> changes) {
    public static final String RUNBOOK = "change-keys";

    public ChangeKeysInput {
        changes = List.copyOf(changes);
    }

    /** Of one data center. */
    public record KeyChange(String dataCenter, String keyId, String formerKeyId) {}
}
