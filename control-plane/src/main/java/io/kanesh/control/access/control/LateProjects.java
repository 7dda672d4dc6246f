package io.kanesh.control.access.control;

import io.kanesh.control.access.ProjectDirectory;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** The directory of projects, found when it is first asked: its module depends on this one. */
record LateProjects(ObjectProvider<ProjectDirectory> directory) implements ProjectDirectory {
    @Override
    public Optional<OrganizationId> organizationOf(ProjectId project) {
        return directory.getObject().organizationOf(project);
    }

    @Override
    public Set<ProjectId> projectsOf(OrganizationId organization) {
        return directory.getObject().projectsOf(organization);
    }
}
