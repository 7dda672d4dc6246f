package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.cluster.control.FirstUserStore;
import io.kanesh.control.shared.Id.ClusterId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** First users in the database. */
@Component
@Transactional
class JpaFirstUserStore implements FirstUserStore {
    private final FirstUsersRows rows;

    JpaFirstUserStore(FirstUsersRows rows) {
        this.rows = rows;
    }

    @Override
    public void keep(ClusterId cluster, List<FirstUser> users) {
        rows.save(new FirstUsersRow(cluster, users));
    }

    @Override
    public List<FirstUser> waiting(ClusterId cluster) {
        return rows.findById(cluster.value()).map(FirstUsersRow::users).orElse(List.of()).stream()
                .filter(user -> !user.settled())
                .map(FirstUsersRow.Kept::toDomain)
                .toList();
    }

    @Override
    public boolean settle(ClusterId cluster, String user) {
        boolean waits =
                waiting(cluster).stream().anyMatch(waiting -> waiting.name().equals(user));
        rows.findById(cluster.value())
                .ifPresent(row -> row.change(row.users().stream()
                        .map(kept -> kept.name().equals(user) ? kept.with(true) : kept)
                        .toList()));
        return waits;
    }

    @Override
    public void startOver(ClusterId cluster) {
        rows.findById(cluster.value())
                .ifPresent(row -> row.change(
                        row.users().stream().map(kept -> kept.with(false)).toList()));
    }

    @Override
    public void forget(ClusterId cluster) {
        rows.findById(cluster.value()).ifPresent(rows::delete);
    }
}
