package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Page;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has which roles in an organization or a project. A change counts from the member's next request on, in every process.
 */
public interface Members {

    /**
     * In the order of the ids.
     *
     * @param search a part of the name or e-mail address, in any case; null for all
     */
    Page<Member> list(Place place, @Nullable String search, Page.Request page);

    Optional<Member> find(Place place, String id);

    /**
     * Adds somebody by e-mail address; a person who has not signed in yet is invited, and gets the roles when the
     * organization's identity provider vouches for that address. Refused with {@code role-level-wrong} or {@code
     * member-already}.
     */
    Answer<Member> invite(Place place, String email, Set<Role> roles);

    /**
     * Gives somebody these roles there, and no others. Refused with {@code role-level-wrong}, {@code last-owner}, or {@code
     * member-not-found} for one who belongs neither there nor to the organization.
     */
    Answer<Member> assign(Place place, String id, Set<Role> roles);

    /** Takes every role there; of an organization, also those in its projects. Refused with {@code last-owner}. */
    Answer<Member> remove(Place place, String id);
}
