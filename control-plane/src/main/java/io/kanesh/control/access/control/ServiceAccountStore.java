package io.kanesh.control.access.control;

import io.kanesh.control.access.ServiceAccount;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where service accounts are kept. */
public interface ServiceAccountStore {
    /** Empty when another one of the organization has the name. */
    Optional<ServiceAccount> add(ServiceAccount account);

    Optional<ServiceAccount> find(ServiceAccountId id);

    /** One more than the page holds, if there is one more. */
    List<ServiceAccount> list(OrganizationId organization, @Nullable String search, Page.Request page);

    void delete(ServiceAccountId id);
}
