package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.ResourceName;
import java.time.Instant;

/**
 * Who shares people and projects.
 *
 * @param name unique in the installation
 * @param version for {@code ETag}
 */
public record Organization(OrganizationId id, ResourceName name, Instant createdAt, long version) {}
