package io.kanesh.control.project.control;

import io.kanesh.control.project.Project;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where projects are kept. */
public interface ProjectStore {
    /** Empty when another project has the name, also when it got it a moment ago. */
    Optional<Project> add(Project project);

    Optional<Project> find(ProjectId id);

    /** As {@link #find}, and nobody else may change or delete it until our transaction ends. */
    Optional<Project> lock(ProjectId id);

    Optional<Project> findByName(OrganizationId organization, ResourceName name);

    List<ProjectId> ofOrganization(OrganizationId organization);

    /** One more than the page holds, if there is one more. */
    List<Project> list(@Nullable Set<ProjectId> only, Page.Request page);

    Project rename(ProjectId id, ResourceName name);

    void delete(ProjectId id);

    boolean isEmpty();
}
