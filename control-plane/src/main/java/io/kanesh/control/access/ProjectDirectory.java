package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Optional;
import java.util.Set;

/** What this module must know about projects, told by the module that has them. */
public interface ProjectDirectory {

    /** Whose a project is; empty when there is no such project. */
    Optional<OrganizationId> organizationOf(ProjectId project);

    Set<ProjectId> projectsOf(OrganizationId organization);

    default boolean exists(ProjectId project) {
        return organizationOf(project).isPresent();
    }
}
