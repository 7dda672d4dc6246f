package io.kanesh.control.secrets.control;

import io.kanesh.kms.WrappedKey;
import java.time.Instant;
import java.util.Optional;

/** Where the installation's key is kept, wrapped. There is one. */
public interface WrappedKeyStore {

    Optional<WrappedKey> find();

    /** Keeps it unless another process was first. */
    void add(WrappedKey key, Instant at);

    /** Keeps the same key wrapped by another master key, unless another process was first. */
    void replace(WrappedKey before, WrappedKey after, Instant at);
}
