package io.kanesh.control.keys;

import io.kanesh.control.shared.Id.KeyId;
import java.util.Map;

/**
 * The keys that a cluster of a project may name, as a value for rules.
 *
 * @param defaultKey what a spec that names none means: the cluster's provider-managed key, which need not exist yet
 * @param keys of the project, by id
 */
public record KeyOffer(KeyPolicy policy, KeyId defaultKey, Map<KeyId, Cmk> keys) {
    public KeyOffer {
        keys = Map.copyOf(keys);
    }
}
