package io.kanesh.kms.envelope.keyring;

import io.kanesh.kms.envelope.codec.Suite;
import java.util.Arrays;
import java.util.UUID;

/**
 * A data key as it is stored: wrapped by a node key. A destroyed key has no entry at all.
 *
 * @param tableGroup whose files it encrypts
 * @param use how much was encrypted under it when the keyring was last written
 * @param state changes bump {@code stateVersion}, which the wrapping authenticates
 * @param wrapped nonce 12, ciphertext, tag 16
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record DataKeyEntry(
        UUID id,
        Suite suite,
        String tableGroup,
        State state,
        int stateVersion,
        long createdMillis,
        UUID nodeKeyId,
        KeyUse use,
        byte[] wrapped) {

    /** Whether new files may be written under it. */
    public enum State {
        ACTIVE,
        /** Readable; a rewrite takes its files. */
        RETIRING
    }

    public DataKeyEntry {
        wrapped = wrapped.clone();
    }

    DataKeyEntry with(KeyUse newUse) {
        return new DataKeyEntry(id, suite, tableGroup, state, stateVersion, createdMillis, nodeKeyId, newUse, wrapped);
    }

    @Override
    public byte[] wrapped() {
        return wrapped.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataKeyEntry that
                && id.equals(that.id)
                && suite == that.suite
                && tableGroup.equals(that.tableGroup)
                && state == that.state
                && stateVersion == that.stateVersion
                && createdMillis == that.createdMillis
                && nodeKeyId.equals(that.nodeKeyId)
                && use.equals(that.use)
                && Arrays.equals(wrapped, that.wrapped);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
