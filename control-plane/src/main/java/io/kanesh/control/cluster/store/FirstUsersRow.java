package io.kanesh.control.cluster.store;

import io.kanesh.control.cluster.FirstUser;
import io.kanesh.control.shared.Id.ClusterId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** See V0915. Fields are null only between Hibernate's construction and its filling in. */
@Entity
@Table(name = "first_users")
class FirstUsersRow {
    @Id
    private @Nullable String clusterId;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String users;

    // Boxed: null tells Spring Data that the row is new.
    @Version
    private @Nullable Long version;

    protected FirstUsersRow() {}

    FirstUsersRow(ClusterId cluster, List<FirstUser> asked) {
        this.clusterId = cluster.value();
        change(asked.stream()
                .map(user -> new Kept(user.name(), user.request(), false))
                .toList());
    }

    /** @param settled whether the database has dealt with it */
    record Kept(String name, String request, boolean settled) {
        Kept with(boolean now) {
            return new Kept(name, request, now);
        }

        FirstUser toDomain() {
            return new FirstUser(name, request);
        }

        @Override
        public String toString() {
            return "Kept[" + name + ", request not shown]";
        }
    }

    final void change(List<Kept> now) {
        this.users = ClusterJson.write(now);
    }

    List<Kept> users() {
        return ClusterJson.readFirstUsers(Objects.requireNonNull(users));
    }
}
