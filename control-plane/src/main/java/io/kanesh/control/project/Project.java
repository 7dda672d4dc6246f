package io.kanesh.control.project;

import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceName;
import java.time.Instant;

/**
 * A project.
 *
 * @param name unique in the installation
 * @param version for {@code ETag}
 */
public record Project(ProjectId id, ResourceName name, Instant createdAt, long version) {}
