package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.ResourceName;
import java.time.Instant;

/** What a program is: belongs to an organization, has roles as a member and tokens to come in with. */
public record ServiceAccount(ServiceAccountId id, OrganizationId organization, ResourceName name, Instant createdAt) {}
