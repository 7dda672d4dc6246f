package io.kanesh.control.certificates.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Authorities in memory. */
final class MemoryAuthorityStore implements AuthorityStore {
    private final Map<String, SealedAuthority> authorities = new HashMap<>();

    @Override
    public Optional<SealedAuthority> find(String id) {
        return Optional.ofNullable(authorities.get(id));
    }

    @Override
    public void insertUnlessThere(SealedAuthority authority) {
        authorities.putIfAbsent(authority.id(), authority);
    }

    @Override
    public void delete(String id) {
        authorities.remove(id);
    }

    @Override
    public void change(String id, UnaryOperator<SealedAuthority> change) {
        find(id).ifPresent(now -> {
            delete(id);
            insertUnlessThere(change.apply(now));
        });
    }
}
