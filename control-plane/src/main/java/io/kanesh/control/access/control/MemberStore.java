package io.kanesh.control.access.control;

import io.kanesh.control.access.Grant;
import io.kanesh.control.access.Member;
import io.kanesh.control.access.Place;
import io.kanesh.control.access.Role;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where roles of people and service accounts are kept. */
public interface MemberStore {
    /** Every role of a person or service account, wherever it has one. */
    Set<Grant> grantsOf(String principal);

    /** One more than the page holds, if there is one more. */
    List<Member> list(Place place, @Nullable String search, Page.Request page);

    Optional<Member> find(Place place, String principal);

    /** These roles there and no others. */
    void assign(Place place, String principal, Set<Role> roles);

    /** Takes all roles in the organization and in its projects. */
    void removeEverywhere(OrganizationId organization, String principal);

    /** Whether anybody else owns the organization. */
    boolean hasOtherOwner(OrganizationId organization, String principal);
}
