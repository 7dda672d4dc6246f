package io.kanesh.control.secrets.control;

import io.kanesh.kms.WrappedKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row, in memory. */
final class MemoryWrappedKeyStore implements WrappedKeyStore {
    @Nullable
    WrappedKey kept;

    @Override
    public Optional<WrappedKey> find() {
        return Optional.ofNullable(kept);
    }

    @Override
    public void add(WrappedKey key, Instant at) {
        kept = kept == null ? key : kept;
    }

    @Override
    public void replace(WrappedKey before, WrappedKey after, Instant at) {
        kept = before.equals(kept) ? after : kept;
    }
}
