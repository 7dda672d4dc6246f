package io.kanesh.control.project.control;

import io.kanesh.control.project.Projects;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.ResourceName;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes the project {@code default} at the first start, so that the first cluster needs no thought about projects. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstProject implements ApplicationRunner {
    private static final ResourceName DEFAULT = new ResourceName("default");

    private final Projects projects;
    private final ProjectStore store;

    FirstProject(Projects projects, ProjectStore store) {
        this.projects = projects;
        this.store = store;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (store.isEmpty()) {
            projects.create(OrganizationId.DEFAULT, DEFAULT);
        }
    }
}
