package io.kanesh.control.certificates.control;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where authorities are kept. */
public interface AuthorityStore {

    /**
     * An authority with its sealed private key (PKCS#8).
     *
     * @param generation see {@link io.kanesh.control.certificates.Succession#generation}
     * @param successor trusted, and not issuing yet; null when there is none
     * @param former trusted, and not issuing any more; null when there is none
     */
    record SealedAuthority(
            String id,
            String certificatePem,
            String sealedKey,
            Instant createdAt,
            int generation,
            @Nullable Successor successor,
            @Nullable Former former) {

        static SealedAuthority first(String id, String certificatePem, String sealedKey, Instant createdAt) {
            return new SealedAuthority(id, certificatePem, sealedKey, createdAt, 0, null, null);
        }

        /** What whoever is signed by it trusts, PEM. */
        String trustedPem() {
            String also =
                    successor != null ? successor.certificatePem() : former != null ? former.certificatePem() : "";
            return certificatePem + also;
        }
    }

    /** The next authority of a cluster. */
    record Successor(String certificatePem, String sealedKey) {}

    /**
     * The authority before this one.
     *
     * @param bridgePem this one's certificate, signed by the former
     * @param until when it stopped issuing
     */
    record Former(String certificatePem, String bridgePem, Instant until) {}

    Optional<SealedAuthority> find(String id);

    /** Keeps it unless one with this id exists already; another process may make the same one at the same time. */
    void insertUnlessThere(SealedAuthority authority);

    /** Changes an authority under a lock on its row; without effect when there is none. */
    void change(String id, UnaryOperator<SealedAuthority> change);

    void delete(String id);
}
