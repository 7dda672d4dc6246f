package io.kanesh.control.certificates.store;

import io.kanesh.control.certificates.control.AuthorityStore;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Authorities as rows. */
@Component
class JpaAuthorityStore implements AuthorityStore {
    private final AuthorityRows rows;

    JpaAuthorityStore(AuthorityRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public Optional<SealedAuthority> find(String id) {
        return rows.findById(id).map(AuthorityRow::toDomain);
    }

    @Override
    @Transactional
    public void insertUnlessThere(SealedAuthority authority) {
        rows.insertUnlessThere(
                authority.id(), authority.certificatePem(), authority.sealedKey(), authority.createdAt());
    }

    @Override
    @Transactional
    public void change(String id, UnaryOperator<SealedAuthority> change) {
        rows.lock(id).ifPresent(row -> row.take(change.apply(row.toDomain())));
    }

    @Override
    @Transactional
    public void delete(String id) {
        rows.deleteById(id);
    }
}
