package io.kanesh.control.certificates.control;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
}
