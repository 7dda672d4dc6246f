package io.kanesh.control.certificates.control;

import java.time.Instant;
import java.util.Optional;

/** Where authorities are kept. */
public interface AuthorityStore {

    /** An authority with its sealed private key (PKCS#8). */
    record SealedAuthority(String id, String certificatePem, String sealedKey, Instant createdAt) {}

    Optional<SealedAuthority> find(String id);

    /** Keeps it unless one with this id exists already; another process may make the same one at the same time. */
    void insertUnlessThere(SealedAuthority authority);

    void delete(String id);
}
