package io.kanesh.control.cluster.store;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds clusters by a part of their name or id. */
@Component
class ClusterFinder implements ResourceFinder {
    private final ClusterRows rows;

    ClusterFinder(ClusterRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Found> find(Sought sought) {
        return rows
                .called(sought.text(), sought.inEveryProject(), sought.projectIds(), Limit.of(sought.limit()))
                .stream()
                .map(row -> Found.inProject(Found.Type.CLUSTER, row.getId(), row.getName(), row.getProjectId()))
                .toList();
    }
}
