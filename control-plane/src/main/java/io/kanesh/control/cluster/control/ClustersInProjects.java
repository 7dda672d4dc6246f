package io.kanesh.control.cluster.control;

import io.kanesh.control.cluster.Cluster;
import io.kanesh.control.project.ProjectInUse;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A project with clusters is not deleted. */
@Component
class ClustersInProjects implements ProjectInUse {
    private static final int NAMED = 5;

    private final ClusterStore store;

    ClustersInProjects(ClusterStore store) {
        this.store = store;
    }

    @Override
    public Optional<Problem> reasonToKeep(ProjectId project) {
        List<Cluster> clusters = store.page(project, null, NAMED + 1);
        if (clusters.isEmpty()) {
            return Optional.empty();
        }
        String names = clusters.stream()
                .limit(NAMED)
                .map(cluster -> cluster.spec().name().value())
                .collect(Collectors.joining(", "));
        String more = clusters.size() > NAMED ? " and more" : "";
        return Optional.of(
                Problem.of("project-not-empty", Kind.CONFLICT, "The project has clusters: " + names + more + ".")
                        .withHint("Delete them first, and wait until their deletion has ended."));
    }
}
