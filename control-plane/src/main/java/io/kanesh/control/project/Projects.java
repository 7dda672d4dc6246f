package io.kanesh.control.project;

import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Page;
import io.kanesh.control.shared.ResourceName;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facade of this module. */
public interface Projects {

    /** Refused with {@code project-name-taken} or {@code organization-unknown}. */
    Answer<Project> create(OrganizationId organization, ResourceName name);

    Optional<Project> find(ProjectId id);

    /**
     * In the order of the ids.
     *
     * @param only the projects that the caller may see; null for all
     */
    Page<Project> list(@Nullable Set<ProjectId> only, Page.Request page);

    /** Refused with {@code project-name-taken} or {@code project-not-found}. */
    Answer<Project> rename(ProjectId id, ResourceName name);

    /** Refused with the reasons of every {@link ProjectInUse} that has one. */
    Answer<Project> delete(ProjectId id);
}
