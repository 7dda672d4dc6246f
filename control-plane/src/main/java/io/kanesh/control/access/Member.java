package io.kanesh.control.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person or service account with roles in one place.
 *
 * @param id {@code usr_…} or {@code sa_…}
 * @param email null for a service account
 * @param roles those granted right there, not those of the organization above; never empty
 */
public record Member(
        String id, Kind kind, String name, @Nullable String email, Set<Role> roles) {

    /** Who can be a member. */
    public enum Kind {
        PERSON,
        SERVICE_ACCOUNT
    }

    public Member {
        roles = Set.copyOf(roles);
    }
}
