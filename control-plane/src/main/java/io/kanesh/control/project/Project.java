package io.kanesh.control.project;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import java.time.Instant;

/**
 * A project.
 *
 * @param organization whose it is, for ever
 * @param name unique in the organization
 * @param version for {@code ETag}
 */
public record Project(ProjectId id, OrganizationId organization, ResourceName name, Instant createdAt, long version) {}
