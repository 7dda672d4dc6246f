package io.kanesh.control.project;

import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import java.util.Optional;

/**
 * Asked before a project is deleted, in the transaction that deletes it: whoever keeps something in projects implements
 * this as a bean.
 */
public interface ProjectInUse {

    /** Why the project cannot go, e.g. {@code project-not-empty} with the names of its clusters; empty when it can. */
    Optional<Problem> reasonToKeep(ProjectId project);
}
