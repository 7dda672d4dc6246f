package io.kanesh.control.certificates.store;

import io.kanesh.control.certificates.control.AuthorityStore.SealedAuthority;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Written once, by {@link AuthorityRows#insertUnlessThere}, never changed. */
@Entity
@Table(name = "authority")
class AuthorityRow {
    @Id
    private String id = "";

    private String certificatePem = "";
    private String sealedKey = "";
    private Instant createdAt = Instant.EPOCH;

    protected AuthorityRow() {}

    SealedAuthority toDomain() {
        return new SealedAuthority(id, certificatePem, sealedKey, createdAt);
    }
}
