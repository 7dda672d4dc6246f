package io.kanesh.control.certificates.store;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The table {@code authority}. */
interface AuthorityRows extends Repository<AuthorityRow, String> {

    Optional<AuthorityRow> findById(String id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT a FROM AuthorityRow a WHERE a.id = :id")
    Optional<AuthorityRow> lock(@Param("id") String id);

    @Modifying
    @Query(
            nativeQuery = true,
            value = "INSERT INTO authority (id, certificate_pem, sealed_key, created_at)"
                    + " VALUES (:id, :certificatePem, :sealedKey, :createdAt) ON CONFLICT (id) DO NOTHING")
    int insertUnlessThere(String id, String certificatePem, String sealedKey, Instant createdAt);

    void deleteById(String id);
}
