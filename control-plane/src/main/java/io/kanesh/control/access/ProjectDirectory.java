package io.kanesh.control.access;

import io.kanesh.control.shared.Id.ProjectId;

/** What this module must know about projects, told by the module that has them. */
public interface ProjectDirectory {
    boolean exists(ProjectId project);
}
