package io.kanesh.control.node.store;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.Id.ClusterId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds nodes by a part of their id or address. */
@Component
class NodeFinder implements ResourceFinder {
    private final NodeRows rows;

    NodeFinder(NodeRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Found> find(Sought sought) {
        return rows
                .called(sought.text(), sought.inEveryProject(), sought.projectIds(), Limit.of(sought.limit()))
                .stream()
                .map(NodeFinder::found)
                .toList();
    }

    private static Found found(NodeRows.AddressView row) {
        return new Found(
                Found.Type.NODE,
                row.getId(),
                row.getAddress(),
                null,
                new ProjectId(row.getProjectId()),
                new ClusterId(row.getClusterId()));
    }
}
