package io.kanesh.kms.local;

import io.kanesh.kms.KeyState;
import java.util.List;

/**
 * A key as the local KMS keeps it on disk.
 *
 * @param versions key material in base64, the oldest first; the last one wraps. Empty once destroyed
 */
record StoredKey(String uri, KeyState state, List<String> versions, List<Grant> grants) {

    StoredKey {
        versions = List.copyOf(versions);
        grants = List.copyOf(grants);
    }

    StoredKey in(KeyState newState) {
        return new StoredKey(uri, newState, newState == KeyState.DESTROYED ? List.of() : versions, grants);
    }

    StoredKey with(List<String> newVersions) {
        return new StoredKey(uri, state, newVersions, grants);
    }

    StoredKey granted(List<Grant> newGrants) {
        return new StoredKey(uri, state, versions, newGrants);
    }

    /** Never the material. */
    @Override
    public String toString() {
        return "StoredKey[" + uri + ", " + state + ", " + versions.size() + " versions]";
    }
}
