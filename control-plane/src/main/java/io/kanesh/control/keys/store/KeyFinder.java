package io.kanesh.control.keys.store;

import io.kanesh.control.shared.Found;
import io.kanesh.control.shared.ResourceFinder;
import io.kanesh.control.shared.Sought;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Finds keys by a part of their name, id or URI. */
@Component
class KeyFinder implements ResourceFinder {
    private final CmkRows rows;

    KeyFinder(CmkRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Found> find(Sought sought) {
        return rows
                .called(sought.text(), sought.inEveryProject(), sought.projectIds(), Limit.of(sought.limit()))
                .stream()
                .map(row -> Found.inProject(Found.Type.KEY, row.getId(), row.getName(), row.getProjectId()))
                .toList();
    }
}
