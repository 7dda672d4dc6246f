package io.kanesh.control.access;

import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Where one can be a member: a project, with the organization that it belongs to, or (project is null) an organization.
 */
public record Place(OrganizationId organization, @Nullable ProjectId project) {

    public Level level() {
        return project == null ? Level.ORGANIZATION : Level.PROJECT;
    }

    public Grant grant(Role role) {
        return project == null ? Grant.inOrganization(role, organization) : Grant.inProject(role, project);
    }

    /** For messages: "organization org_…". */
    public String words() {
        return project == null ? "organization " + organization.value() : "project " + project.value();
    }
}
