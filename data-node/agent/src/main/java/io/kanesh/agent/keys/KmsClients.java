package io.kanesh.agent.keys;

import io.kanesh.agent.api.Encryption;
import io.kanesh.agent.api.Encryption.KeyAccess;
import io.kanesh.kms.EncryptionContext;
import io.kanesh.kms.FaultClass;
import io.kanesh.kms.KeyProbe;
import io.kanesh.kms.KeyReference;
import io.kanesh.kms.Kms;
import io.kanesh.kms.KmsFault;
import io.kanesh.kms.KmsProvider;
import io.kanesh.kms.ProbeResult;
import io.kanesh.kms.envelope.audit.AuditTrail;
import io.kanesh.kms.envelope.calls.AuditedKms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clients of the KMS, one for each way to a key, made when first used: a process loads the client of the configured cloud and of
 * no other. Every call is audited. A rehearsal answers in the KMS's place.
 */
final class KmsClients implements AutoCloseable {

    private final AuditTrail trail;
    private final String node;
    private final InstantSource clock;
    private final Map<KeyAccess, Kms> open = new HashMap<>();

    KmsClients(AuditTrail trail, String node, InstantSource clock) {
        this.trail = trail;
        this.node = node;
        this.clock = clock;
    }

    /**
     * A client that the caller does not close.
     *
     * @param reason for the audit trail: start, validate, rotate, …
     * @throws KmsFault when a rehearsal says so, or the settings are not what the provider takes
     */
    synchronized Kms with(KeyAccess access, String reason, Encryption.@Nullable Drill drill) {
        if (drill != null && playing(drill)) {
            throw played(drill);
        }
        return new AuditedKms(client(access), trail, node, reason);
    }

    private Kms client(KeyAccess access) {
        var client = open.get(access);
        if (client == null) {
            try {
                client = KmsProvider.openFor(KeyReference.parse(access.keyUri()), access.settings());
            } catch (IllegalArgumentException unusable) {
                throw new KmsFault(
                        FaultClass.OURS, "open", "Settings", String.valueOf(unusable.getMessage()), "", unusable);
            }
            open.put(access, client);
        }
        return client;
    }

    /** Tries a master key with these settings, once; every call is audited, also in a rehearsal. */
    List<ProbeResult> probe(KeyAccess access, EncryptionContext context) {
        var key = KeyReference.parse(access.keyUri());
        try (var client = new AuditedKms(KmsProvider.openFor(key, access.settings()), trail, node, "check")) {
            return KeyProbe.run(client, key, context);
        }
    }

    /** Whether this rehearsal is played now. */
    boolean playing(Encryption.@Nullable Drill drill) {
        return drill != null && clock.instant().isBefore(Instant.parse(drill.until()));
    }

    private static KmsFault played(Encryption.Drill drill) {
        var words = "rehearsal " + drill.id();
        return switch (drill.kind()) {
            case DISABLED ->
                new KmsFault(FaultClass.REVOKED, "decrypt", "Drill", words + ": the key is disabled", "", null);
            case DENIED -> new KmsFault(FaultClass.REVOKED, "decrypt", "Drill", words + ": access is denied", "", null);
            case UNREACHABLE ->
                new KmsFault(FaultClass.OUTAGE, "decrypt", "Drill", words + ": nobody answers", "", null);
        };
    }

    /** Forgets clients of ways that are not used any more. */
    synchronized void keepOnly(Encryption encryption) {
        open.entrySet().removeIf(entry -> {
            var stale =
                    !entry.getKey().equals(encryption.key()) && !entry.getKey().equals(encryption.formerKey());
            if (stale) {
                entry.getValue().close();
            }
            return stale;
        });
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Kms::close);
        open.clear();
    }
}
