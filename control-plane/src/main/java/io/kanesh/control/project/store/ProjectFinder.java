package io.kanesh.control.project.store;

import io.kanesh.control.project.Project;
import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds projects by a part of their name or id. */
@Component
class ProjectFinder implements ResourceFinder {
    private final ProjectRows rows;

    ProjectFinder(ProjectRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Found> find(Sought sought) {
        return rows
                .called(sought.text(), sought.inEveryProject(), sought.projectIds(), Limit.of(sought.limit()))
                .stream()
                .map(ProjectRow::toDomain)
                .map(ProjectFinder::found)
                .toList();
    }

    private static Found found(Project project) {
        return new Found(
                Found.Type.PROJECT, project.id().value(), project.name().value(), project.organization(), null, null);
    }
}
