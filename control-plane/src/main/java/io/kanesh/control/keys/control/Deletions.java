package io.kanesh.control.keys.control;

import io.kanesh.control.keys.Cmk;
import io.kanesh.control.keys.KeyDeletion;
import io.kanesh.control.keys.ProofSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the proof of a key's end, signs it and keeps it; in the caller's transaction. */
@Component
class Deletions {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OF_A_CUSTOMERS = List.of(
            "the spec of every cluster of the project names another key",
            "no node's desired configuration names it",
            "no node's last report names it as the key in use or as a recipient of a node key");
    private static final List<String> OF_OURS = List.of(
            "its cluster is deleted, and with it every node and every file",
            "its material is destroyed in the local KMS, in every region");

    private final KeyStore store;
    private final ProofSigner signer;
    private final InstantSource clock;

    Deletions(KeyStore store, ProofSigner signer, InstantSource clock) {
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /** What is signed. Component names are names in the signed JSON. */
    private record Report(
            int version,
            String keyId,
            String projectId,
            String name,
            String uri,
            String phase,
            String deletedAt,
            String deletedBy,
            List<String> examined,
            String whatRemains) {}

    KeyDeletion prove(Cmk key, String deletedBy) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String report = JSON.writeValueAsString(new Report(
                1,
                key.id().value(),
                key.project().value(),
                key.name().value(),
                key.reference().uri(),
                key.phase().name(),
                at.toString(),
                deletedBy,
                key.providerManaged() ? OF_OURS : OF_A_CUSTOMERS,
                key.providerManaged()
                        ? "Nothing: what the key wrapped can never be opened again."
                        : "The key itself is in its KMS and stays there: take our grant away, or delete it, there."));
        var signed = signer.sign(report.getBytes(StandardCharsets.UTF_8));
        var proof = new KeyDeletion(key.id(), key.project(), at, report, signed.signature(), signed.certificatePem());
        store.saveDeletion(proof);
        return proof;
    }
}
