package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A role somewhere: in a project, in an organization, or (both null) in the whole installation.
 *
 * @throws IllegalArgumentException for both at once
 */
public record Grant(
        Role role,
        @Nullable OrganizationId organization,
        @Nullable ProjectId project) {

    public Grant {
        if (organization != null && project != null) {
            throw new IllegalArgumentException("a grant is for a project or for an organization");
        }
    }

    public static Grant inProject(Role role, ProjectId project) {
        return new Grant(role, null, project);
    }

    public static Grant inOrganization(Role role, OrganizationId organization) {
        return new Grant(role, organization, null);
    }

    public static Grant everywhere(Role role) {
        return new Grant(role, null, null);
    }

    public Level level() {
        if (project != null) {
            return Level.PROJECT;
        }
        return organization != null ? Level.ORGANIZATION : Level.INSTALLATION;
    }

    boolean covers(ProjectId where, ProjectDirectory projects) {
        if (project != null) {
            return project.equals(where);
        }
        return organization == null
                || projects.organizationOf(where).filter(organization::equals).isPresent();
    }

    boolean covers(OrganizationId where) {
        return project == null && (organization == null || organization.equals(where));
    }
}
