package io.kanesh.agent.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's keys, as its agent sees them. Never a key, never a secret. Times are RFC 3339.
 *
 * @param since when the state began
 * @param lastGoodAt when the KMS last opened the node's key; null before the first time
 * @param nextCheckAt when the KMS is asked next
 * @param nextDeadline when the node seals itself unless a good answer comes; null while no key is held
 * @param cause why the last answer was not good; null when it was
 * @param keyUri the master key in use; null before the first keyring
 * @param keyVersion its version that wrapped the node key, as the KMS names it; null where it names none
 * @param recipients every master key that opens the node key; more than one only while the key is being changed
 * @param nodeKeyId the active node key; null before the first keyring
 * @param keyringVersion rises with every write of the keyring; 0 before the first
 * @param nodeKeyGeneration the {@link Encryption#nodeKeyGeneration()} that has been done
 * @param dataKeyGeneration the {@link Encryption#dataKeyGeneration()} whose retired keys have all been destroyed
 * @param dataKeys what lies under each data key; empty while no engine runs
 * @param leaseTerms the shorter times in force, null when the usual ones are
 * @param drillId the rehearsal that is played now
 * @param auditLines lines of the node's audit trail; {@link AgentTask#KEY_ACCESSES} fetches them
 * @param auditHash of the last line: whoever keeps it can tell whether the trail was changed later
 * @param sealedAt when the engine had last been sealed and was gone; null when it never was
 * @param sealMillis how long that took, from the decision to the end of the process
 */
public record KeyReport(
        State state,
        String since,
        @Nullable String lastGoodAt,
        @Nullable String nextCheckAt,
        @Nullable String nextDeadline,
        @Nullable Cause cause,
        @Nullable String keyUri,
        @Nullable String keyVersion,
        List<Recipient> recipients,
        @Nullable String nodeKeyId,
        long keyringVersion,
        long nodeKeyGeneration,
        long dataKeyGeneration,
        List<DataKeyUsage> dataKeys,
        Encryption.@Nullable LeaseTerms leaseTerms,
        @Nullable String drillId,
        long auditLines,
        @Nullable String auditHash,
        @Nullable String sealedAt,
        @Nullable Long sealMillis) {

    /** What the lease on the key is like. */
    public enum State {
        /** The last answer was good. */
        ACTIVE,
        /** The last answer was not good; the node serves on and {@code nextDeadline} runs. */
        DEGRADED,
        /** No key is held and no engine runs. */
        SEALED,
        /** At start, no answer yet: nothing has been opened. */
        WAITING_FOR_KMS,
        /** The KMS answers, but the wrapped key or the keyring is not what the node wrote. Operators look. */
        TAMPERED
    }

    /**
     * Why the last answer was not good.
     *
     * @param faultClass REVOKED, OUTAGE, OURS, TAMPER, UNCLEAR; or LOCKED (sealed from our side), DRILL
     * @param message the KMS's own words
     * @param kmsRequestId to find the call in the KMS's own log; null when it gave none
     */
    public record Cause(
            String faultClass, String message, @Nullable String kmsRequestId) {}

    /**
     * One master key that opens the node key.
     *
     * @param keyVersion null where the KMS names none
     */
    public record Recipient(String keyUri, @Nullable String keyVersion) {}

    /**
     * What lies under one data key.
     *
     * @param tableGroup {@code keyspace.table-id}, or {@code node} for the node's own files
     * @param state ACTIVE or RETIRING
     * @param createdAt when the key was made
     * @param bytes of the files that exist now, snapshots counted
     * @param files that exist now
     */
    public record DataKeyUsage(
            String id,
            Encryption.Algorithm algorithm,
            String tableGroup,
            String state,
            String createdAt,
            long bytes,
            long files) {}

    /** Without what changes all the time while nothing happens: for whoever asks whether two reports differ. */
    public KeyReport essence() {
        return new KeyReport(
                state,
                since,
                null,
                null,
                state == State.DEGRADED ? nextDeadline : null,
                cause,
                keyUri,
                keyVersion,
                recipients,
                nodeKeyId,
                keyringVersion,
                nodeKeyGeneration,
                dataKeyGeneration,
                List.of(),
                leaseTerms,
                drillId,
                0,
                null,
                sealedAt,
                sealMillis);
    }
}
