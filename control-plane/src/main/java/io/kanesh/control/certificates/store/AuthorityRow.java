package io.kanesh.control.certificates.store;

import io.kanesh.control.certificates.control.AuthorityStore.Former;
import io.kanesh.control.certificates.control.AuthorityStore.SealedAuthority;
import io.kanesh.control.certificates.control.AuthorityStore.Successor;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Written first by {@link AuthorityRows#insertUnlessThere}, then only by a succession, under a lock. */
@Entity
@Table(name = "authority")
class AuthorityRow {
    @Id
    private String id = "";

    private String certificatePem = "";
    private String sealedKey = "";
    private Instant createdAt = Instant.EPOCH;
    private int trustGeneration;
    private @Nullable String successorCertificatePem;
    private @Nullable String successorSealedKey;
    private @Nullable String formerCertificatePem;
    private @Nullable String formerBridgePem;
    private @Nullable Instant formerUntil;

    protected AuthorityRow() {}

    SealedAuthority toDomain() {
        return new SealedAuthority(id, certificatePem, sealedKey, createdAt, trustGeneration, successor(), former());
    }

    private @Nullable Successor successor() {
        return successorCertificatePem == null || successorSealedKey == null
                ? null
                : new Successor(successorCertificatePem, successorSealedKey);
    }

    private @Nullable Former former() {
        return formerCertificatePem == null || formerBridgePem == null || formerUntil == null
                ? null
                : new Former(formerCertificatePem, formerBridgePem, formerUntil);
    }

    void take(SealedAuthority next) {
        certificatePem = next.certificatePem();
        sealedKey = next.sealedKey();
        trustGeneration = next.generation();
        Successor successor = next.successor();
        successorCertificatePem = successor == null ? null : successor.certificatePem();
        successorSealedKey = successor == null ? null : successor.sealedKey();
        Former former = next.former();
        formerCertificatePem = former == null ? null : former.certificatePem();
        formerBridgePem = former == null ? null : former.bridgePem();
        formerUntil = former == null ? null : former.until();
    }
}
