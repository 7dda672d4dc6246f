package io.kanesh.control.certificates.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table {@code authority}. */
interface AuthorityRows extends Repository<AuthorityRow, String> {

    Optional<AuthorityRow> findById(String id);

    @Modifying
    @Query(
            nativeQuery = true,
            value = "INSERT INTO authority (id, certificate_pem, sealed_key, created_at)"
                    + " VALUES (:id, :certificatePem, :sealedKey, :createdAt) ON CONFLICT (id) DO NOTHING")
    int insertUnlessThere(String id, String certificatePem, String sealedKey, Instant createdAt);

    void deleteById(String id);
}
