package io.kanesh.control.access;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Service accounts of organizations. */
public interface ServiceAccounts {

    /** A new one is a member without further roles. Refused with {@code service-account-name-taken}. */
    Answer<ServiceAccount> create(OrganizationId organization, ResourceName name);

    Optional<ServiceAccount> find(OrganizationId organization, ServiceAccountId id);

    /**
     * In the order of the ids.
     *
     * @param search a part of the name, in any case; null for all
     */
    Page<ServiceAccount> list(OrganizationId organization, @Nullable String search, Page.Request page);

    /** Ends its tokens and roles. Refused with {@code last-owner} or {@code service-account-not-found}. */
    Answer<ServiceAccount> delete(OrganizationId organization, ServiceAccountId id);
}
